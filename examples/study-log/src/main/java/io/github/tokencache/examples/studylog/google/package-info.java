/** Login with Google: the client's registration, and a stand-in for Google that the example carries with it. */
@NullMarked
package io.github.tokencache.examples.studylog.google;

import org.jspecify.annotations.NullMarked;
