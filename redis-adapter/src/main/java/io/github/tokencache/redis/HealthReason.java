package io.github.tokencache.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a fault means and what to do about it. */
final class HealthReason {
    private static final Map<String, String> BY_ERROR = byError();

    private HealthReason() {}

    private static Map<String, String> byError() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("READONLY", "writes are refused by a read-only replica; connect to the master");
        reasons.put("NOREPLICAS", "writes are refused as there are fewer good replicas than min-replicas-to-write");
        reasons.put(
                "OOM", "writes are refused as maxmemory is reached; raise it, or give the cache a server of its own");
        reasons.put("MISCONF", "writes are refused as no snapshot can be saved; see the server's log");
        reasons.put("NOPERM", "the user may not write, read and delete keys under tc1:; change its ACL");
        reasons.put("WRONGPASS", "user or password is refused");
        reasons.put("NOAUTH", "a password is asked for, and none was given");
        reasons.put("LOADING", "the server is still loading its snapshot");
        reasons.put("MASTERDOWN", "the server is a replica that has lost its master");
        reasons.put("CLUSTERDOWN", "the Cluster does not serve all slots");
        return reasons;
    }

    /** The first of the fault and its causes that says more than that something failed. */
    static String of(Throwable fault) {
        String known = "";
        for (Throwable cause = fault; cause != null && known.isEmpty(); cause = cause.getCause()) {
            known = known(cause);
        }
        return known.isEmpty() ? "it cannot be reached, or does not answer in time: " + fault.getMessage() : known;
    }

    private static String known(Throwable cause) {
        if (cause instanceof SSLException) {
            return "TLS failed; check the server's certificate and the trust store: " + cause.getMessage();
        }
        String message = message(cause);
        String reason = BY_ERROR.get(message.split(" ", 2)[0]);
        return reason == null ? suppressed(cause) : reason + " (" + message + ")";
    }

    /** Where several servers were tried, Jedis keeps what each said as suppressed. */
    private static String suppressed(Throwable cause) {
        for (Throwable each : cause.getSuppressed()) {
            String reason = of(each);
            if (!reason.startsWith("it cannot")) {
                return reason;
            }
        }
        return "";
    }

    private static String message(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? "" : message;
    }

    static List<String> warnings(String role, String policy) {
        List<String> warnings = new ArrayList<>();
        if (policy.equals(ServerInfo.UNKNOWN)) {
            warnings.add("role and memory policy are unknown, as the user may not use INFO; allow it +info");
        } else if (!policy.equals("noeviction")) {
            warnings.add("maxmemory-policy must be noeviction, but was " + policy
                    + "; it may drop the marks of open writes, and with them the promise that revoked is revoked");
        }
        if (role.equals("slave")) {
            warnings.add("role must be master, but was slave; what a replica answers may be old");
        }
        return warnings;
    }
}
