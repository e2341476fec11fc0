/**
 * Weights on the host: tensors as bytes, ordered state dictionaries, the safetensors format and the
 * rules that rename the entries of other people's checkpoints. No native memory is used here, and
 * nothing is allocated on a file's word alone: sizes are checked against what the file can hold.
 */
package io.kinespark.models.checkpoint;
