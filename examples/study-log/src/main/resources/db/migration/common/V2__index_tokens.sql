-- What the shipped schema leaves out: without these every read of a token scans its table.
CREATE INDEX oauth_access_token_by_id ON oauth_access_token (token_id);
CREATE INDEX oauth_access_token_by_refresh_token ON oauth_access_token (refresh_token);
CREATE INDEX oauth_refresh_token_by_id ON oauth_refresh_token (token_id);
CREATE INDEX oauth_access_token_by_user ON oauth_access_token (user_name);
