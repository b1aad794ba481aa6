package io.github.tokencache.examples.studylog.logging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is logged of a body: its JSON, in one line, without the fields that are nobody's business. */
final class LoggedBody {
    static final int MAXIMUM_BYTES = 4096;

    private static final ObjectMapper JSON = new ObjectMapper();

    private LoggedBody() {}

    static String text(byte[] body) {
        if (body.length == 0) {
            return "-";
        }
        if (body.length >= MAXIMUM_BYTES) {
            return "(" + body.length + " bytes or more)";
        }
        try {
            JsonNode json = JSON.readTree(body);
            maskFields(json);
            return json.toString();
        } catch (IOException e) {
            return "(" + body.length + " bytes that are no JSON)";
        }
    }

    private static void maskFields(JsonNode json) {
        if (json instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().filter(Masking::isSecret).forEach(name -> object.set(name, TextNode.valueOf(Masking.MASK)));
        }
        json.forEach(LoggedBody::maskFields);
    }
}
