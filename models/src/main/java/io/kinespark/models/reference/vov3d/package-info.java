/** Runs the reference cases of VoV3D and X3D. */
package io.kinespark.models.reference.vov3d;
