package dev.workrail.console.settings;

import java.util.List;

/// The tiers that sessions count in: how strong a model their trigger asks for.
public final class ModelTiers {
    public static final List<String> ALL = List.of("lightweight", "mid", "heavy");

    private ModelTiers() {}
}
