/**
 * The layers that networks are built of, on libtorch tensors. A {@link
 * io.kinespark.models.nn.NetworkModule} owns its tensors until it is closed, knows the original
 * checkpoint's names of them in the original order, and computes only inside the caller's {@code
 * PointerScope}: everything that {@code forward} creates ends with that scope.
 */
package io.kinespark.models.nn;
