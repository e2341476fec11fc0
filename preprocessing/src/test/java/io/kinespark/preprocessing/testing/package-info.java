/** What several tests need: real clips where they are there, generated ones elsewhere. */
package io.kinespark.preprocessing.testing;
