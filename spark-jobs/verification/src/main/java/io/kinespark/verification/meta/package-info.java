/**
 * SDCOM's meta-learning of when the policy network is trusted, as its authors' code has it: checked
 * against their numbers, and not reachable from {@code train}.
 */
package io.kinespark.verification.meta;
