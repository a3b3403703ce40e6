package dev.workrail.engine.interpret;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;

/// The order of step keys in a snapshot: the root collation, which the digests of existing logs
/// were taken over. It puts `_` before `-` before `:` before `.` before `@` before digits before
/// letters.
///
/// Keys of the usual alphabet are compared by table; anything else goes to ICU. Thread-safe.
final class KeyOrder implements Comparator<String> {
    static final KeyOrder INSTANCE = new KeyOrder();

    private static final String ALPHABET = "_-:.@0123456789abcdefghijklmnopqrstuvwxyz";
    private static final byte[] WEIGHT = weights();
    private static final Collator ROOT = Collator.getInstance(ULocale.ROOT).freeze();

    private KeyOrder() {}

    @Override
    public int compare(String a, String b) {
        if (!isPlain(a) || !isPlain(b)) {
            int order = ROOT.compare(a, b);
            return order != 0 ? order : a.compareTo(b);
        }
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            int order = WEIGHT[a.charAt(i)] - WEIGHT[b.charAt(i)];
            if (order != 0) {
                return order;
            }
        }
        return a.length() - b.length();
    }

    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= WEIGHT.length || WEIGHT[c] == 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] weights() {
        byte[] weights = new byte[128];
        for (int i = 0; i < ALPHABET.length(); i++) {
            weights[ALPHABET.charAt(i)] = (byte) (i + 1);
        }
        return weights;
    }
}
