/** What fuzz tests of all modules share. */
package io.kinespark.testing;
