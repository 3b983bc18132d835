// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import io.tripbell.engine.AutomationEngine;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;

/** A host whose environment and system properties name proxies for everything; its channels lead to a port of this machine. */
final class ProxiedEnvironmentHost {
    private ProxiedEnvironmentHost() {}

    /** Says which proxy the JVM itself would use, and tests every channel once. */
    public static void main(String[] none) {
        int port = Integer.parseInt(System.getenv("SERVICES_PORT"));
        System.out.println(
                "THE JVM USES " + ProxySelector.getDefault().select(URI.create("https://127.0.0.1:" + port)));
        UserChannels channels = new UserChannels().leadingTo("127.0.0.1", port, config -> config);
        AutomationEngine engine = channels.start(builder -> builder);
        for (String channel : channels.names()) System.out.println(engine.test(channel));
        engine.close(Duration.ZERO);
    }
}
