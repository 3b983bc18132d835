// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host is deployed and undeployed (T50): 5 times every day, 500 times under soak. */
@Timeout(600)
class RedeployTest {
    private static final int ROUNDS = Boolean.getBoolean("tripbell.soak") ? 500 : 5;
    private static final int MOST_COLLECTIONS = 20;

    @Test
    void letsTheClassLoaderOfAnUndeployedHostBeCollectedR36T50() throws Exception {
        LibraryThreads threads = new LibraryThreads();

        for (int round = 0; round < ROUNDS; round++) {
            WeakReference<ClassLoader> loader = deployAndUndeploy();

            assertThat(isCollected(loader))
                    .as("the loader of round %d is collected", round)
                    .isTrue();
        }

        threads.assertNoneIsLeft();
    }

    /** In a frame of its own, so that nothing of the deployment is held by a local variable afterwards. */
    private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader deployment = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(deployment);
            Object host = deployment
                    .loadClass(DeployedHost.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(host).isNotInstanceOf(DeployedHost.class);
            assertThat(((Callable<?>) host).call()).isEqualTo("delivered 2, threads joined");
            return new WeakReference<>(deployment);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1))
            urls.add(Path.of(entry).toUri().toURL());
        return urls.toArray(URL[]::new);
    }

    private static boolean isCollected(WeakReference<ClassLoader> loader) {
        for (int i = 0; i < MOST_COLLECTIONS && loader.get() != null; i++) System.gc();
        if (loader.get() != null) makeMemoryShort();
        return loader.get() == null;
    }

    /** Newer JDKs keep the class of the last record behind a soft reference, which a full heap clears. */
    private static void makeMemoryShort() {
        Deque<byte[]> filling = new ArrayDeque<>();
        try {
            while (true) filling.push(new byte[8 << 20]);
        } catch (OutOfMemoryError e) {
            assertThat(filling.pop()).hasSize(8 << 20);
        }
    }
}
