#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "platform/net/net.hpp"

// A language model that may say an answer more smoothly, behind an endpoint that speaks OpenAI's chat completions. It is given the
// composed answer, never what the person wrote; what it says is dropped unless every number and name in it stands in the answer.
namespace motcua::assistant {

// As a keeper sets it; see docs/operating.md.
struct ModelSettings {
    std::string url;                             // "http://127.0.0.1:8000/v1"; "" = no model, which is the rule
    std::string name;                            // Of the model
    std::string key_file;                        // "" = no key
    std::string authorities;                     // PEM of trusted roots, "" = the machine's own
};
BOOST_DESCRIBE_STRUCT(ModelSettings, (), (url, name, key_file, authorities))

// Whether a text states nothing that the original does not: its numbers and its names stand there too, all numbers of the original
// are said, nothing leads elsewhere, and it is not much longer.
bool is_faithful(std::string_view said, std::string_view original);

// The answer in other words, or nothing: the model is down, slow, or was not faithful. Never throws what the network throws.
using Rephrase = std::function<std::optional<std::string>(const std::string& text)>;
Rephrase rephraser(const ModelSettings&, net::Send);

}  // namespace motcua::assistant
