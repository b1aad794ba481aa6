package io.github.tokencache.docs;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenModel;
import io.github.tokencache.TokenStore;
import javax.sql.DataSource;

/** What the snippets take for granted: the reader's own database, store and types. Every snippet extends it. */
abstract class SnippetContext {
    DataSource dataSource;
    TokenStore<Token, Refresh, User> jdbcTokens;
    TokenModel<Token, Refresh, User> tokenModel;
    TokenCacheListener listener;
    byte[] secret;
    char[] password;
    char[] storePassword;

    static final class Token {}

    static final class Refresh {}

    static final class User {}
}
