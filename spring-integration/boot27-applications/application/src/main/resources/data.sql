INSERT INTO oauth_client_details (client_id, client_secret, scope, authorized_grant_types, access_token_validity)
VALUES ('client', '{noop}secret', 'read', 'client_credentials', 3600);
