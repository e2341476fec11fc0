/**
 * Runners for the reference cases of DSANet, VoV3D and SDCOM that ask nothing of a network: which
 * frames are sampled, what pixels become, how learning rates fall, what metrics say. A runner knows
 * a kind of case of one family and answers with the classes that train and evaluate use.
 */
package io.kinespark.verification.pipeline;
