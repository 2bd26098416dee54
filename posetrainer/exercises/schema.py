"""The JSON Schema of specs, made for editors: they complete keys and explain them."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue

from posetrainer.exercises.library import library


class EditorSchema(GenerateJsonSchema):
    """Generate a schema that accepts what the loader accepts.

    Pydantic's own allows an empty value wherever a key may be left out, and titles each key
    with its name in other letters. The loader refuses empty values, so this one does too, and
    fills in what files may leave out.
    """

    def generate(self, schema: Any, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        """Return the schema, the dialect first."""
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """Describe a group of keys as files have it."""
        described, model = super().model_schema(schema), schema["cls"]
        described["required"] = [
            key for key in described.get("required", ()) if key not in model.filled_in
        ]
        properties = described["properties"]
        for key, words in model.named_in_files.items():
            name: JsonSchemaValue = {"type": "string", "description": words}
            if key == "uses":
                name["enum"] = list(library().conditions)
            if key in properties:
                group = properties[key]
                name = {"oneOf": [group, {"type": "string"}], "description": words}
            properties[key] = name
        return described

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """Describe the value itself, without the empty one."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Leave out defaults that are no value at all."""
        described = super().default_schema(schema)
        if described.get("default", ...) is None:
            del described["default"]
        return described

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Give no key a title: its name is enough."""
        return False
