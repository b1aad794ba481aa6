package io.github.tokencache.examples.studylog.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tokencache.examples.studylog.WebBrowser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The page's side of the lab: a session, and JSON. */
final class LabBrowser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebBrowser browser;

    LabBrowser(URI node) {
        this.browser = new WebBrowser(node);
    }

    WebBrowser browser() {
        return browser;
    }

    JsonNode get(String path) {
        return json(browser.get("/lab/" + path), 200);
    }

    JsonNode post(String path) {
        return json(send(path), 200);
    }

    JsonNode post(String path, String body) {
        return json(browser.postJson("/lab/" + path, body, "X-Lab", "true"), 200);
    }

    /** The code of the error that an experiment is refused with. */
    String refusal(String path, int status) {
        return json(send(path), status).path("error").asText();
    }

    private HttpResponse<String> send(String path) {
        return browser.send("POST", "/lab/" + path, BodyPublishers.noBody(), "X-Lab", "true");
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new AssertionError(response + " must be " + status + ", but was " + response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
