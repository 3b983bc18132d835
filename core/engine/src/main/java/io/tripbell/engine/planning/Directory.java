// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.planning;

import io.tripbell.delivery.Target;
import java.util.Optional;

/** Where planning looks channels and handlers up. */
@FunctionalInterface
public interface Directory {

    /** Empty when the engine has no such channel or handler. */
    Optional<ChannelFacts> find(Target target);
}
