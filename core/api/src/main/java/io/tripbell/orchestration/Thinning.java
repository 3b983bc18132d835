// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Leaves out signs of life of an agent that lie between two others which are near enough to each other. */
final class Thinning {
    private static final int NONE = -1;

    private Thinning() {}

    /**
     * @param heard in the order of occurrence
     * @param timeout how far apart two signs of life may lie for the agent to be healthy all the time
     */
    static List<Heard> of(List<Heard> heard, Duration timeout) {
        boolean[] needless = new boolean[heard.size()];
        Map<String, int[]> lastTwo = new HashMap<>();
        for (int i = 0; i < heard.size(); i++) {
            Heard one = heard.get(i);
            if (!one.well()) {
                lastTwo.remove(one.agent());
                continue;
            }
            int[] signs = lastTwo.computeIfAbsent(one.agent(), agent -> new int[] {NONE, NONE});
            boolean near = signs[0] != NONE
                    && one.at().isBefore(heard.get(signs[0]).at().plus(timeout));
            if (near) needless[signs[1]] = true;
            else signs[0] = signs[1];
            signs[1] = i;
        }
        List<Heard> thinned = new ArrayList<>();
        for (int i = 0; i < needless.length; i++) if (!needless[i]) thinned.add(heard.get(i));
        return thinned;
    }
}
