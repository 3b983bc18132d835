// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.ReferenceQueue;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host is deployed and undeployed (T50): five times every day, a hundred such fives under soak. */
@Timeout(600)
class RedeployTest {
    private static final int FIVES = Boolean.getBoolean("tripbell.soak") ? 100 : 1;
    private static final int ROUNDS = 5;
    private static final int MOST_COLLECTIONS = 600;
    private static final int COLLECTIONS_BEFORE_SHORTAGE = 2;
    private static final long PAUSE_MILLIS = 200;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    static IntStream fives() {
        return IntStream.rangeClosed(1, FIVES);
    }

    @ParameterizedTest(name = "five {0}")
    @MethodSource("fives")
    void letsTheClassLoaderOfAnUndeployedHostBeCollectedR36T50(int five) throws Exception {
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
    private WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader deployment = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(deployment);
            Object host = deployment
                    .loadClass(DeployedHost.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(host).isNotInstanceOf(DeployedHost.class);
            assertThat(((Callable<?>) host).call()).isEqualTo("delivered 2, threads joined");
            return new WeakReference<>(deployment, collected);
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

    /** A compiler that is at work on a method of the loader's classes holds it, and gets no further while memory is collected. */
    private boolean isCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 1; i <= MOST_COLLECTIONS; i++) {
            System.gc();
            if (collected.remove(PAUSE_MILLIS) == loader) return true;
            if (i % COLLECTIONS_BEFORE_SHORTAGE == 0) makeMemoryShort();
        }
        return false;
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
