package io.kinespark.verification;

import io.kinespark.verification.reference.CaseResult;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One row of the table to come.
 *
 * @param name of the case
 * @param what it asks; empty if it does not say
 * @param runner name of what will run it; empty if nothing knows its kind
 * @param check runs it; never throws for what is wrong with the case
 */
record VerificationCase(
    String name, String what, Optional<String> runner, Supplier<CaseResult> check) {}
