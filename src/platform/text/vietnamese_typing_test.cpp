#include <doctest/doctest.h>

#include "platform/text/vietnamese_typing.hpp"

namespace motcua::text {

namespace {

std::string telex(std::string_view word)
{
    auto found = from_telex(word);
    return found ? found->key() : "-";
}

std::string vni(std::string_view word)
{
    auto found = from_vni(word);
    return found ? found->key() : "-";
}

}  // namespace

TEST_CASE("both tone styles of a syllable are one spelling")
{
    CHECK(syllable("hòa") == syllable("hoà"));
    CHECK(syllable("Thủy").key() == syllable("THUỶ").key());
    CHECK(syllable("giấy").key() == "giây1");
    CHECK(syllable("Đường") == Syllable{"đương", 2});
    CHECK(syllable("xa") == Syllable{"xa", 0});
    CHECK(syllable("ho\u0300a") == syllable("hòa"));
}

TEST_CASE("keys of Telex that were left in a word are understood")
{
    CHECK(telex("lamf") == "lam2");
    CHECK(telex("giaays") == "giây1");
    CHECK(telex("ddaau") == "đâu");
    CHECK(telex("thuwowngf") == "thương2");
    CHECK(telex("cuwowcs") == "cươc1");
    CHECK(telex("dduowcj") == "đươc5");
    CHECK(telex("dduwocj") == "đươc5");
    CHECK(telex("caawn") == "căn");
    CHECK(telex("twf") == "tư2");
    CHECK(telex("owr") == "ơ3");
    CHECK(telex("banr") == "ban3");
    CHECK(telex("soor") == "sô3");
    CHECK(telex("tuwf") == "tư2");
    CHECK(telex("mowis") == "mơi1");
    CHECK(telex("LAMF") == "lam2");
}

TEST_CASE("a word half done by the input method is completed")
{
    CHECK(telex("đươcj") == "đươc5");
    CHECK(telex("giâys") == "giây1");
    CHECK(telex("thủaf") == "thua2");
}

TEST_CASE("a word without keys, or whose keys make no syllable, is left alone")
{
    CHECK(telex("khai") == "-");
    CHECK(telex("giấy") == "-");
    CHECK(telex("ubnd") == "-");
    CHECK(telex("good") == "-");
    CHECK(telex("ct07") == "-");
    CHECK(telex("") == "-");
    CHECK(telex("làm!") == "-");
}

TEST_CASE("digits of VNI are understood, and classes of licences and forms are not")
{
    CHECK(vni("gia6y1") == "giây1");
    CHECK(vni("d9o6i2") == "đôi2");
    CHECK(vni("d9u7o7ng2") == "đương2");
    CHECK(vni("lam2") == "lam2");
    CHECK(vni("o73") == "ơ3");
    CHECK(vni("tra8ng1") == "trăng1");
    CHECK(vni("a1") == "-");
    CHECK(vni("ct07") == "-");
    CHECK(vni("50m2") == "-");
    CHECK(vni("t7") == "-");
    CHECK(vni("2026") == "-");
    CHECK(vni("lam") == "-");
}

TEST_CASE("syllables that Vietnamese can have are told from letters that happen to stand together")
{
    for (auto word : {"khai", "sinh", "nghiep", "gi", "gia", "giay", "quyen", "quoc", "yeu", "uy", "thuong", "a", "huu", "quy", "gin", "khuyet"})
        CHECK_MESSAGE(is_syllable(word), word);
    for (auto word : {"ubnd", "cccd", "z", "sihn", "ngiep1", "thx", "", "khaisinh", "bhyt", "ngf"}) CHECK_MESSAGE(!is_syllable(word), word);
}

TEST_CASE("words that people mix up by sound have the same key")
{
    CHECK(sound_key("lam") == sound_key("nam"));
    CHECK(sound_key("tre") == sound_key("che"));
    CHECK(sound_key("sua") == sound_key("xua"));
    CHECK(sound_key("gia") == sound_key("da"));
    CHECK(sound_key("thut") == sound_key("thuc"));
    CHECK(sound_key("ly") == sound_key("li"));
    CHECK(sound_key("ki") == sound_key("ky"));
    CHECK(sound_key("ban") != sound_key("can"));
    CHECK(sound_key("tra") != sound_key("ta"));
}

TEST_CASE("one slip of the finger is one letter more, less, other, or two exchanged")
{
    CHECK(is_one_slip_apart("sinh", "sihn"));
    CHECK(is_one_slip_apart("sinh", "sin"));
    CHECK(is_one_slip_apart("sinh", "sinhh"));
    CHECK(is_one_slip_apart("sinh", "sanh"));
    CHECK(is_one_slip_apart("sinh", "sinh"));
    CHECK_FALSE(is_one_slip_apart("sinh", "sahn"));
    CHECK_FALSE(is_one_slip_apart("sinh", "si"));
    CHECK_FALSE(is_one_slip_apart("ab", "ba1"));
}

TEST_CASE("two syllables written as one word are found")
{
    CHECK(split_syllables("khaisinh") == std::vector<std::string>{"khai", "sinh"});
    CHECK(split_syllables("tamtru") == std::vector<std::string>{"tam", "tru"});
    CHECK(split_syllables("xyz").empty());
    CHECK(split_syllables("nghiepnghiepnghiep").empty());
}

}  // namespace motcua::text
