// The JSON reader: any bytes are either refused or read, and what was read is written so that it reads back the same.
#include <cstdlib>

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"

namespace {

using namespace motcua;

enum class Channel { counter, online };
BOOST_DESCRIBE_ENUM(Channel, counter, online)

struct Paper {
    std::string code;
    std::uint8_t originals = 0;
    std::optional<std::vector<std::string>> notes;
};
BOOST_DESCRIBE_STRUCT(Paper, (), (code, originals, notes))

struct Body {
    std::string procedure;
    std::optional<Channel> channel;
    std::optional<Day> born;
    std::optional<Instant> at;
    std::optional<Vnd> fee;
    std::optional<double> ratio;
    std::optional<bool> by_post;
    std::vector<Paper> papers;
    std::vector<Body> linked;
    json::Value answers;
};
BOOST_DESCRIBE_STRUCT(Body, (), (procedure, channel, born, at, fee, ratio, by_post, papers, linked, answers))

void require(bool holds)
{
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    std::string_view text(reinterpret_cast<const char*>(bytes), size);
    try {
        auto value = json::parse(text);
        require(json::parse(json::print(value)) == value);
        require(json::parse(json::print_indented(value)) == value);
        auto written = json::write(json::read<Body>(value, json::UnknownFields::ignore));
        require(json::write(json::read<Body>(written)) == written);
    } catch (const Refusal& refusal) {
        require(!refusal.code.empty() && refusal.fields.size() <= 100);
    }
    return 0;
}
