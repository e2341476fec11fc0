/**
 * Checks of the networks against the answers of the original implementations. A reference case is a
 * JSON description plus the tensors that the original computed; weights and inputs are not stored
 * but follow from {@link io.kinespark.verification.reference.FillRule}. Runners implement kinds of
 * cases, not particular files.
 */
package io.kinespark.verification.reference;
