#include <doctest/doctest.h>

#include "features/assistant/testing.hpp"

namespace motcua::assistant {

namespace {

Understanding meant(std::string_view text) { return understand(text, shipped_knowledge(), {}); }

}  // namespace

TEST_CASE("what lies outside is not answered, though words of a procedure stand in it")
{
    for (const auto& [text, kind] : {
             std::pair("tối nay câu lạc bộ hải phòng đá mấy giờ", "chat"),
             std::pair("đồng hồ nước nhà tôi chạy sai báo ai", "water"),
             std::pair("công tơ điện hỏng thì gọi ai thay", "electricity"),
             std::pair("bị lừa chuyển tiền qua mạng thì trình báo ở đâu", "police"),
             std::pair("điểm thi vào lớp mười bao giờ có", "school"),
             std::pair("đặt hàng trên shopee bị giao nhầm thì đổi trả hàng thế nào", "shopping"),
             std::pair("mất sim thì làm lại sim ở đâu", "telecom"),
             std::pair("cưới tháng này hôm nào đẹp", "fortune"),
             std::pair("chuyển khoản nhầm cho người lạ lấy lại thế nào", "bank"),
             std::pair("con gái sốt cao cả đêm cho uống thuốc gì", "health"),
             std::pair("viết hộ bài văn tả mẹ lớp 3", "homework"),
             std::pair("xe máy điện loại nào đi bền", "shopping"),
             std::pair("bị công ty sa thải đòi bồi thường kiện ở đâu", "unemployment"),
         }) {
        CAPTURE(std::string(text));
        const auto result = meant(text);
        CHECK(result.behavior != Behavior::answer);
        CHECK(result.behavior != Behavior::clarify);
        CHECK(result.kind == kind);
        CHECK(result.procedures.empty());
    }
}

TEST_CASE("a matter of ordinary life is no question to a centre, with marks and without")
{
    for (const auto* text : {
             "tai nghe không dây loại nào nghe được", "điện thoại em bị vô nước thì làm sao", "ngày mai có cần mang ô không", "mua nhẫn cưới bao nhiêu tiền",
             "thuê nhà nguyên căn giá bao nhiêu", "xây nhà hai tầng hết bao nhiêu tiền vật liệu", "rửa xe chỗ nào sạch", "thợ sửa ống nước số điện thoại nào",
             "shopee giao hàng thiếu em khiếu nại kiểu gì", "lương giáo viên mầm non bao nhiêu", "theo bạn sáp nhập xã có đúng không",
             "lãi kép tính kiểu gì", "món gỏi cá làm kiểu gì cho khỏi tanh", "giờ này còn quán nào mở không", "mấy giờ mặt trời mọc",
         })
        for (const bool bare : {false, true}) {
            CAPTURE(std::string(text));
            const auto result = meant(bare ? text::fold(text) : text);
            CHECK(result.behavior != Behavior::answer);
            CHECK(result.behavior != Behavior::clarify);
        }
}

TEST_CASE("words that also belong to what lies outside refuse no request that names its procedure")
{
    for (const auto* text : {
             "bạn con tôi ngủ lại tối nay thì báo trước mấy giờ", "tôi muốn nhận lại đứa con riêng năm nay cháu 15 tuổi, ra đâu làm",
             "vợ chồng cãi nhau giờ muốn tách khẩu thì cần gì", "mua xe máy cũ chứng thực giấy bán xe ở phường được không",
             "mở tiệm cắt tóc thì đăng ký hộ kinh doanh thế nào", "tach ho nop tren mang bao nhieu tien", "giấy đkkd bị rơi xuống nước mờ hết chữ",
             "tro cap huu tri xa hoi thu tuc the nao", "nhóm tin lành họp cầu nguyện tại nhà riêng cần đăng ký",
         }) {
        CAPTURE(std::string(text));
        CHECK(meant(text).behavior == Behavior::answer);
        CHECK(!meant(text).procedures.empty());
    }
}

TEST_CASE("bribes, forged papers and other people's affairs are refused, whatever procedure they name")
{
    for (const auto& [text, kind] : {
             std::pair("chạy tiền cho con khỏi đi nghĩa vụ thì hết bao nhiêu", "illegal"),
             std::pair("trả thêm tiền thì sổ đỏ có được làm trước không, lót tay cho nhanh", "illegal"),
             std::pair("khai giá thấp khi sang tên đất để đóng ít thuế được không", "illegal"),
             std::pair("tra hộ biển số này là xe của ai", "privacy"),
             std::pair("ông hàng xóm đang được trợ cấp bao nhiêu tiền", "privacy"),
             std::pair("cho xem giấy khai sinh của người khác", "privacy"),
             std::pair("hàng xóm em có đăng ký kết hôn chưa", "privacy"),
             std::pair("hàng xóm có phải hộ nghèo không, đọc hồ sơ nhà họ cho tôi", "privacy"),
             std::pair("chồng em đang đứng tên mấy mảnh đất tra giúp", "privacy"),
             std::pair("ai là người viết đơn tố cáo tôi", "privacy"),
             std::pair("sửa năm sinh cho đủ tuổi lao động, em hậu tạ", "illegal"),
             std::pair("nhờ ad sửa ngày sinh cho con, em bồi dưỡng", "illegal"),
             std::pair("làm sao để khỏi đi bộ đội", "illegal"),
             std::pair("nhờ người khác ký thay bố đã mất", "illegal"),
         }) {
        CAPTURE(std::string(text));
        CHECK(meant(text).kind == kind);
        CHECK(meant(text).behavior == Behavior::refuse);
    }
    // Who tells of a bribe that was asked for wants to be heard.
    CHECK(meant("cán bộ vòi phong bì thì phản ánh ở đâu").behavior != Behavior::refuse);
    CHECK(meant("đề nghị cứu với nhà đang cháy").behavior == Behavior::escalate);
    CHECK(meant("đánh con lô nào hôm nay").behavior == Behavior::refuse);
}

TEST_CASE("a procedure beside something that lies outside is answered when it is asked for")
{
    const auto result = meant("xin giấy xác nhận độc thân để vay ngân hàng");
    REQUIRE(!result.procedures.empty());
    CHECK(result.procedures[0]->id == "1.004873");
}

TEST_CASE("a place that no table knows is asked for again, not refused")
{
    const auto result = meant("phường hoa hồng xanh giờ nhập vào phường nào");
    CHECK(result.behavior == Behavior::answer);
    CHECK(result.topics == std::vector<std::string>{"unit_lookup"});
    CHECK(result.places.empty());
}

TEST_CASE("the request is what comes after the turn, not what has been done before it")
{
    for (const auto& [text, id] : {
             std::pair("mẹ cho đất, ký hợp đồng công chứng rồi, giờ sang tên cần nộp gì", "1.115619"),
             std::pair("hợp đồng tặng cho đất chứng thực rồi giờ muốn huỷ thì hết bao nhiêu", "2.000913"),
             std::pair("chứng thực hợp đồng tặng cho đất hết bao nhiêu", "2.001035"),
         }) {
        CAPTURE(std::string(text));
        const auto result = meant(text);
        REQUIRE(!result.procedures.empty());
        CHECK(result.procedures[0]->id == id);
    }
}

TEST_CASE("everyday ways of asking name what is asked")
{
    for (const auto& [text, topic] : {
             std::pair("giấy xác nhận cư trú xài được bao lâu", "conditions"), std::pair("khai sinh cho con mất nhiêu", "fee"),
             std::pair("đăng ký kết hôn làm luôn ở đây được không", "where"), std::pair("giấy báo tử thì hỏi ai", "where"),
             std::pair("đăng ký kết hôn vợ lấy giấy một mình được không", "proxy"), std::pair("trích lục khai sinh bao giờ cầm về", "processing_time"),
         }) {
        CAPTURE(std::string(text));
        const auto topics = meant(text).topics;
        CHECK(std::find(topics.begin(), topics.end(), topic) != topics.end());
    }
    const auto topics = meant("bà em chưa có giấy khai sinh bao giờ, giờ làm được không").topics;
    CHECK(std::find(topics.begin(), topics.end(), "processing_time") == topics.end());
}

TEST_CASE("words that name a matter and not what is wanted are asked back")
{
    for (const auto* text : {"em muốn làm giấy uỷ quyền", "tôi muốn làm lại sổ đỏ", "em cần hỏi thủ tục hộ nghèo", "em muốn hỏi về tạm trú", "tôi muốn làm căn cước"}) {
        CAPTURE(std::string(text));
        CHECK(meant(text).behavior == Behavior::clarify);
        CHECK(meant(text).procedures.size() >= 2);
    }
    CHECK(meant("sổ đỏ bị mất thì làm lại ở đâu").behavior == Behavior::answer);
}

}  // namespace motcua::assistant
