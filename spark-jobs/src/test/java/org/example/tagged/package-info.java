/** A format of annotation files as somebody else would add it. */
package org.example.tagged;
