-- The key store's own database: PostgreSQL's image runs this once, when it is new.
CREATE DATABASE keys OWNER stillwater;
