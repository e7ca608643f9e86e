-- The authority to which an account belongs: its page shows the counters that call it for support.
ALTER TABLE users ADD COLUMN unit TEXT;
