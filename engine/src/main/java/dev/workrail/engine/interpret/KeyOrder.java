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
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                return isPlain(left) && isPlain(right)
                        ? WEIGHT[left] - WEIGHT[right]
                        : byCollation(a, b);
            }
        }
        return a.length() - b.length();
    }

    private static int byCollation(String a, String b) {
        int order = ROOT.compare(a, b);
        return order != 0 ? order : a.compareTo(b);
    }

    private static boolean isPlain(char c) {
        return c < WEIGHT.length && WEIGHT[c] != 0;
    }

    private static byte[] weights() {
        byte[] weights = new byte[128];
        for (int i = 0; i < ALPHABET.length(); i++) {
            weights[ALPHABET.charAt(i)] = (byte) (i + 1);
        }
        return weights;
    }
}
