// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.secret.Secret;
import java.time.Duration;

/** A made-up service that is spoken to over HTTP: the smallest notifier that keeps its contract, and the stock of bad ones. */
public final class Pigeon extends NotifierConfig<Pigeon> {
    private Pigeon(NotifierProvider provider) {
        super(provider);
    }

    static Pigeon loft(String url) {
        return loft(new PigeonProvider(), url);
    }

    static Pigeon loft(NotifierProvider provider, String url) {
        return new Pigeon(provider).set("url", url);
    }

    public Pigeon token(Secret token) {
        return set("token", token);
    }

    public Pigeon rest(Duration rest) {
        return set("rest", rest);
    }
}
