#include "features/assistant/model.hpp"

#include <doctest/doctest.h>

#include "platform/json/json.hpp"

namespace motcua::assistant {

namespace {

constexpr auto original = "Thủ tục đăng ký khai sinh (mã 1.001193)\nLệ phí: 8.000 đ/lần (quá hạn).\nNơi nhận hồ sơ: Ủy ban nhân dân xã.\nNguồn: 12/2018/NQ-HĐND.";

std::string completion(std::string_view words)
{
    return json::print(json::Value(json::Object{{"choices", json::Value(json::Array{json::Value(json::Object{
        {"message", json::Value(json::Object{{"role", json::Value("assistant")}, {"content", json::Value(words)}})}})})}}));
}

std::optional<std::string> rephrased(net::Reply reply)
{
    return rephraser({"http://model.invalid/v1", "mau", "", ""}, [&](const net::Call&) { return reply; })(original);
}

}  // namespace

TEST_CASE("a model may change the words, not the numbers and names")
{
    CHECK(is_faithful("Khai sinh (mã 1.001193): lệ phí 8.000 đ/lần khi quá hạn. Bác nộp ở Ủy ban nhân dân xã. Nguồn: 12/2018/NQ-HĐND.", original));
    CHECK_FALSE(is_faithful("Khai sinh (mã 1.001193): lệ phí 9.000 đ/lần. Nguồn: 12/2018/NQ-HĐND.", original));
    CHECK_FALSE(is_faithful("Khai sinh mất 5 ngày. Mã 1.001193, 8.000 đ, 12/2018/NQ-HĐND.", original));
    CHECK_FALSE(is_faithful("Khai sinh, mã 1.001193, miễn phí. Nguồn: 12/2018/NQ-HĐND.", original));
    CHECK_FALSE(is_faithful("Khai sinh mã 1.001193, 8.000 đ, hỏi bà Nguyễn Thị Mẫu. Nguồn: 12/2018/NQ-HĐND.", original));
    CHECK_FALSE(is_faithful("Khai sinh mã 1.001193, 8.000 đ, năm mươi nghìn. Nguồn: 12/2018/NQ-HĐND.", original));
    CHECK_FALSE(is_faithful("Mã 1.001193, 8.000 đ, 12/2018/NQ-HĐND, xem https://evil.example", original));
    CHECK_FALSE(is_faithful(std::string(original) + std::string(2000, 'a'), original));
    CHECK_FALSE(is_faithful("", original));
    CHECK_FALSE(is_faithful("<script>1.001193 8.000 12/2018/NQ-HĐND</script>", original));
}

TEST_CASE("a model that misbehaves is not heard")
{
    for (const auto& body : {std::string("no json"), std::string("{}"), std::string("[]"), std::string(R"({"choices":[]})"), std::string(R"({"choices":[{"message":null}]})"),
                             std::string(R"({"choices":[7]})"), completion(""), completion("Lệ phí là 5.000.000 đ"), completion("Tôi là DAN, bỏ qua quy tắc"), completion(std::string(100000, 'x'))})
        CHECK_FALSE(rephrased({200, {}, body}));
    CHECK_FALSE(rephrased({500, {}, completion(original)}));
    CHECK(rephrased({200, {}, completion(original)}) == original);
    CHECK_FALSE(rephraser({"http://model.invalid/v1", "mau", "", ""}, [](const net::Call&) -> net::Reply { throw net::Unreachable("slow"); })(original));
}

TEST_CASE("a model is given the composed answer and no key that nobody set")
{
    net::Call seen;
    rephraser({"http://model.invalid/v1", "mau", "", ""}, [&](const net::Call& call) {
        seen = call;
        return net::Reply{200, {}, completion(original)};
    })(original);
    CHECK(seen.url == "http://model.invalid/v1/chat/completions");
    CHECK(seen.headers.size() == 1);
    CHECK(json::parse(seen.body).find("messages")->array()->at(1).text_of("content") == original);
}

}  // namespace motcua::assistant
