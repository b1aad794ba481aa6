package io.github.tokencache.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What TLS connections trust. Read once, so that what is wrong with it is found at start-up and sessions are resumed. */
final class RedisTls {
    private RedisTls() {}

    static SSLContext ofJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM must have a default SSLContext, but has none", e);
        }
    }

    static SSLContext trusting(Path store, char[] password) {
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(KeyStore.getInstance(store.toFile(), password));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "trustStore must be a PKCS12 or JKS file that opens with its password, but was " + store, e);
        }
    }
}
