package dev.workrail.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/// Passwords of the database's users, made once and kept in a file that only this user reads.
final class DatabaseUsers {
    static final String SUPERUSER = "postgres";
    static final String OWNER = "workrail_owner";
    static final String APP = "workrail_app";

    private static final int PASSWORD_BYTES = 24;

    private final Properties passwords;

    private DatabaseUsers(Properties passwords) {
        this.passwords = passwords;
    }

    static DatabaseUsers in(Path file) throws IOException {
        Properties passwords = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                passwords.load(reader);
            }
        }
        if (passwords.size() < 3) {
            SecureRandom random = new SecureRandom();
            for (String user : List.of(SUPERUSER, OWNER, APP)) {
                passwords.putIfAbsent(user, password(random));
            }
            write(file, passwords);
        }
        return new DatabaseUsers(passwords);
    }

    String password(String user) {
        return passwords.getProperty(user);
    }

    private static void write(Path file, Properties passwords) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (!Files.exists(file)) {
            Files.createFile(file, ownerOnly);
        }
        try (var writer = Files.newBufferedWriter(file, StandardOpenOption.TRUNCATE_EXISTING)) {
            passwords.store(writer, null);
        }
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
