-- A centre's newest, page by page: without it every dossier that the centre ever took is sorted, or those of all centres are passed.
CREATE INDEX dossier_newest_of_intake ON dossier (intake_agency_id, id);
