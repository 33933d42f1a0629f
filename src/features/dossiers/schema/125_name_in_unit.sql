-- A name is looked for among the dossiers of the units whose dossiers the reader may see: what it costs does not grow with the city.
DROP INDEX dossier_folded;
DROP INDEX dossier_reversed;
CREATE INDEX dossier_name ON dossier (deciding_unit_id, applicant_folded, id);
CREATE INDEX dossier_reversed_name ON dossier (deciding_unit_id, applicant_reversed, id);
CREATE INDEX dossier_name_taken ON dossier (intake_unit_id, applicant_folded, id) WHERE intake_unit_id <> deciding_unit_id;
CREATE INDEX dossier_reversed_name_taken ON dossier (intake_unit_id, applicant_reversed, id) WHERE intake_unit_id <> deciding_unit_id;

-- Units that have, or had, to do with a dossier which neither they nor a centre of theirs took or decide: asked for an opinion, given a
-- task, or handing the result over.
CREATE TABLE dossier_guest (
    unit_id {{bigint}} NOT NULL REFERENCES agency (id),
    dossier_id {{bigint}} NOT NULL REFERENCES dossier (id),
    PRIMARY KEY (unit_id, dossier_id)
){{strict}};
INSERT INTO dossier_guest (unit_id, dossier_id)
SELECT a.unit_id, d.id FROM dossier d JOIN agency a ON a.id = d.return_agency_id
WHERE a.unit_id <> d.intake_unit_id AND a.unit_id <> d.deciding_unit_id
UNION
SELECT a.unit_id, d.id FROM task t JOIN agency a ON a.id = t.agency_id JOIN dossier d ON d.id = t.dossier_id
WHERE a.unit_id <> d.intake_unit_id AND a.unit_id <> d.deciding_unit_id;
