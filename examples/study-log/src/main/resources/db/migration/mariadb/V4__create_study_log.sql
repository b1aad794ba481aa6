-- Times are milliseconds since 1970 in UTC: the three databases differ in what they keep of a time zone.
CREATE TABLE member (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  -- Google's "sub", which tells small letters from capital ones; NULL for a guest.
  subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
  name VARCHAR(255) NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT member_subject UNIQUE (subject)
) CHARACTER SET utf8mb4;

CREATE TABLE study_session (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  member_id BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  note VARCHAR(2000),
  -- The member while the session is open, NULL after: the constraint lets a member have one open session.
  open_for BIGINT,
  CONSTRAINT study_session_member FOREIGN KEY (member_id) REFERENCES member (id),
  CONSTRAINT study_session_open UNIQUE (open_for)
) CHARACTER SET utf8mb4;

CREATE INDEX study_session_by_member ON study_session (member_id, started_at);

-- The key that access tokens are authenticated with, one row, made by the node that starts first.
CREATE TABLE token_secret (
  id INTEGER PRIMARY KEY,
  secret VARCHAR(64) NOT NULL
) CHARACTER SET utf8mb4;
