// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

/**
 * What one automation did. Immutable.
 *
 * @param id the automation
 * @param name what people call it
 * @param fired how often it fired
 * @param resolved how many of its incidents ended
 * @param messages how many messages it caused, one for each recipient, those of resolutions included
 * @param calls how many calls of handlers it caused
 * @param withheld how often it would have fired and did not, on purpose: it was quiet
 * @param refused how many messages and calls were beyond what one event may cause
 * @param failed how often it could not be evaluated
 */
public record AutomationCount(
        String id,
        String name,
        long fired,
        long resolved,
        long messages,
        long calls,
        long withheld,
        long refused,
        long failed) {}
