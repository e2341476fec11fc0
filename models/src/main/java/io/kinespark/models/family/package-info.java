/**
 * What a family of networks is to everything outside its package: a {@link
 * io.kinespark.models.family.ModelFamily}, found by name. {@code docs/development/add-a-family.md}
 * has the steps to a new one.
 */
package io.kinespark.models.family;
