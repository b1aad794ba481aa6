-- The clients of the example: study-web with the secret web-secret, study-batch with the secret batch-secret.
INSERT INTO oauth_client_details (client_id, client_secret, scope, authorized_grant_types, web_server_redirect_uri,
  access_token_validity, refresh_token_validity, autoapprove)
VALUES ('study-web', '{bcrypt}$2a$04$kik6QTTyvcgrIr1VhZCMrOvppc/vqa3Pj2xS/6cdr2RnkBsLDu9P6', 'study',
  'password,authorization_code,refresh_token', 'http://localhost/signed-in', 1800, 86400, 'true');

INSERT INTO oauth_client_details (client_id, client_secret, scope, authorized_grant_types, authorities,
  access_token_validity)
VALUES ('study-batch', '{bcrypt}$2a$04$H1SjFgO4gYp.9laaKfZblOHzYqOHatfGYxox6/MazPPJwKpiLij72', 'study',
  'client_credentials', 'ROLE_BATCH', 1800);

-- The application itself, which asks for its tokens without HTTP: it has no secret and no grant anybody else could use.
INSERT INTO oauth_client_details (client_id, scope, authorized_grant_types, access_token_validity,
  refresh_token_validity)
VALUES ('study-app', 'own-records', 'refresh_token', 1800, 1209600);
