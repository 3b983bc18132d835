// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** T12: in a JVM of its own, as the JDK reads most of these properties once. */
@Timeout(120)
class EnvironmentProxyTest {
    private static final int CHANNELS = 7;

    @Test
    @DisplayName("T12: no channel, mail included, uses the proxies of system properties or of the environment")
    void usesNoProxyThatTheHostDidNotNameToTheEngine() throws Exception {
        try (Trap proxy = new Trap();
                Trap services = new Trap()) {
            String written =
                    OtherJvm.run(ProxiedEnvironmentHost.class, environment(proxy, services), properties(proxy.port()));

            // The properties are in force: whatever asks the JVM is sent to the proxy.
            assertThat(written).containsPattern("THE JVM USES \\[(HTTP|SOCKS) @ .*:" + proxy.port() + "]");
            assertThat(written.lines().filter(line -> line.contains("TestReport")))
                    .hasSize(CHANNELS);
            assertThat(proxy.touches()).isZero();
            assertThat(services.touches()).isGreaterThanOrEqualTo(CHANNELS);
        }
    }

    private static Map<String, String> environment(Trap proxy, Trap services) {
        String url = "http://127.0.0.1:" + proxy.port();
        Map<String, String> environment = new TreeMap<>();
        for (String name : List.of("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"))
            environment.put(name, url);
        environment.put("no_proxy", "");
        environment.put("NO_PROXY", "");
        environment.put("SERVICES_PORT", "" + services.port());
        return environment;
    }

    private static List<String> properties(int port) {
        List<String> properties = new ArrayList<>();
        properties.add("-Djava.net.useSystemProxies=true");
        properties.add("-Dhttp.nonProxyHosts=");
        for (String proxy : List.of("http.proxyHost", "https.proxyHost", "socksProxyHost", "mail.smtp.proxy.host")) {
            properties.add("-D" + proxy + "=127.0.0.1");
            properties.add("-D" + proxy.replace("Host", "Port").replace(".host", ".port") + "=" + port);
        }
        return properties;
    }
}
