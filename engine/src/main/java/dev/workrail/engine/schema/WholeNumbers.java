package dev.workrail.engine.schema;

import com.networknt.schema.serialization.DefaultNodeReader;
import com.networknt.schema.serialization.NodeReader;
import java.math.BigDecimal;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

/// Reads what a schema is checked against so that no number makes the check fail.
///
/// The validator takes a number for whole where its value is, and asks it for a `long` where the
/// schema bounds it by one. A floating number past 64 bits has none and the check ends in an
/// exception; as a big integer it is compared as what it is. Thread-safe.
public final class WholeNumbers extends JsonNodeFactory {
    /// The first double past the largest `long`.
    private static final double PAST_LONG = 0x1p63;

    private WholeNumbers() {}

    /// A reader of documents and schemas for the validator.
    public static NodeReader reader() {
        WholeNumbers numbers = new WholeNumbers();
        return DefaultNodeReader.builder().jsonNodeFactoryFactory(parser -> numbers).build();
    }

    @Override
    public NumericNode numberNode(double value) {
        // a double of this size has no fraction
        if (!Double.isFinite(value) || Math.abs(value) < PAST_LONG) {
            return super.numberNode(value);
        }
        return BigIntegerNode.valueOf(new BigDecimal(value).toBigIntegerExact());
    }
}
