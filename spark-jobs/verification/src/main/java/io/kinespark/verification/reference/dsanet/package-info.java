/** Runs the reference cases of DSANet and of the networks that its paper compares it with. */
package io.kinespark.verification.reference.dsanet;
