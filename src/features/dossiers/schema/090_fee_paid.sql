-- How much of the fee was paid: a payment that is asked for later is owed by itself.
ALTER TABLE dossier ADD COLUMN fee_paid_vnd {{bigint}} NOT NULL DEFAULT 0;
UPDATE dossier SET fee_paid_vnd = fee_vnd WHERE fee_paid_at IS NOT NULL;
