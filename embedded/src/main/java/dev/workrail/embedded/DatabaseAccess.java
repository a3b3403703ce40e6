package dev.workrail.embedded;

/// How to reach the database as one of its users.
///
/// @param url JDBC URL without credentials
public record DatabaseAccess(String url, String user, String password) {
    @Override
    public String toString() {
        return "DatabaseAccess[" + url + " as " + user + "]";
    }
}
