package io.github.tokencache.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate with its key, made by the JDK's keytool.
 *
 * @param certificate the certificate, PEM
 * @param key its private key, PEM
 * @param trustStore a PKCS12 store that trusts this certificate alone
 */
public record TlsCertificate(Path certificate, Path key, Path trustStore) {
    /** The password of the trust store. */
    public static final String TRUST_STORE_PASSWORD = "changeit";

    private static final String ALIAS = "redis";

    /**
     * For the address that the servers of this package listen on.
     *
     * @return the certificate
     */
    public static TlsCertificate ofLoopback() {
        return ofName("ip:127.0.0.1,dns:localhost");
    }

    /**
     * For a host of another name.
     *
     * @return the certificate
     */
    public static TlsCertificate ofAnotherHost() {
        return ofName("dns:redis.example.org");
    }

    private static TlsCertificate ofName(String subject) {
        try {
            Path folder = ServerProcess.folder();
            Path keys = folder.resolve("keys.p12");
            keytool(keys, subject);
            return write(folder, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path keys, String subject) throws IOException {
        ServerProcess.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                ALIAS,
                "-dname",
                "CN=tokencache",
                "-ext",
                "san=" + subject,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                TRUST_STORE_PASSWORD));
    }

    private static TlsCertificate write(Path folder, Path keys) throws IOException, GeneralSecurityException {
        char[] password = TRUST_STORE_PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(keys)) {
            store.load(stream, password);
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, password);
        trust.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        Path trustStore = folder.resolve("trust.p12");
        try (var stream = Files.newOutputStream(trustStore)) {
            trust.store(stream, password);
        }
        return new TlsCertificate(
                pem(
                        folder.resolve("redis.crt"),
                        "CERTIFICATE",
                        store.getCertificate(ALIAS).getEncoded()),
                pem(
                        folder.resolve("redis.key"),
                        "PRIVATE KEY",
                        store.getKey(ALIAS, password).getEncoded()),
                trustStore);
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
