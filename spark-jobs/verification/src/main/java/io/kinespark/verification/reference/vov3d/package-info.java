/** Runs the reference cases of VoV3D and X3D. */
package io.kinespark.verification.reference.vov3d;
