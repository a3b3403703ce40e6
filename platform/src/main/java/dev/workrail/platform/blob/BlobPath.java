package dev.workrail.platform.blob;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.session.BlobRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The paths and names of blobs: `org/<org>/<kind>/<sha256>`.
final class BlobPath {
    private static final String DIGEST_PREFIX = "sha256:";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private BlobPath() {}

    static String of(OrgId org, String kind, String digest) {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "a blob kind is 1 to 32 of a-z 0-9 -, but was '" + kind + "'");
        }
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "a blob digest is sha256: and 64 hexadecimal digits, but was '" + digest + "'");
        }
        return prefix(org) + kind + "/" + digest.substring(DIGEST_PREFIX.length());
    }

    static String of(OrgId org, BlobRef ref) {
        return of(org, ref.type(), ref.digest());
    }

    static String prefix(OrgId org) {
        return "org/" + org + "/";
    }

    static String digest(byte[] content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return DIGEST_PREFIX + HexFormat.of().formatHex(sha256.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
