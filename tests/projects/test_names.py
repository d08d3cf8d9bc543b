"""How far a name reaches, and which phrases name no project."""

import pytest

from tests.projects.articles import names_of, projects_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # from the place or the product to the head
        ("全市加快建设东平县水晶谷智能产业园。", ["东平县水晶谷智能产业园"]),
        ("公司投资3亿元扩建年产5万吨光学薄膜生产线。", ["年产5万吨光学薄膜生产线"]),
        ("去年签约了3000吨高纯石英砂项目。", ["3000吨高纯石英砂项目"]),
        ("该市开工建设“蓝鲸”海上风电场。", ["“蓝鲸”海上风电场"]),
        # a verb ends the name; directly before the head it belongs to it
        ("村里用好石桥镇数字乡村服务平台。", ["石桥镇数字乡村服务平台"]),
        ("东平县老旧小区改造工程开工建设。", ["东平县老旧小区改造工程"]),
        ("企业将利用余热建设东平县低碳供热站。", ["东平县低碳供热站"]),
        # 的, scale and superlatives stay outside
        ("全力打造千亿级东平县绿色化工园区。", ["东平县绿色化工园区"]),
        ("总投资20亿元的东平县氢能装备产业园开工。", ["东平县氢能装备产业园"]),
        ("全国首座东平县零碳变电站投运。", ["东平县零碳变电站"]),
        # conjunctions part names after a head, and stand in names elsewhere
        ("加快东平县智算中心和东平县氢能产业园建设。", ["东平县智算中心", "东平县氢能产业园"]),
        ("东平县灌区续建配套与节水改造工程开工。", ["东平县灌区续建配套与节水改造工程"]),
        # words that hold the characters of stops
        ("和平县陶瓷产业园二期开工建设。", ["和平县陶瓷产业园二期"]),
        # phases and sections
        ("东平县储能电站一期建成投产，东平县储能电站二期开工建设。", ["东平县储能电站一期", "东平县储能电站二期"]),
        ("东西高铁东平至汶上段开通运营。", ["东西高铁东平至汶上段"]),
        # a town named by 在, the name behind it
        ("揭牌仪式设在河口镇东海时代镜头制造基地项目三期现场。", ["东海时代镜头制造基地项目三期"]),
        # descriptions that end in 工程
        ("国家重点防洪工程东平县石门水库开工建设。", ["东平县石门水库"]),
        # an address of several divisions stays outside, a product's size that 的 joins stays inside
        ("记者在山东省泰安市东平县石桥镇北坡红皮石榴基地采访。", ["石桥镇北坡红皮石榴基地"]),
        ("年产三万套微型泵阀的精密铸造项目进入调试阶段。", ["年产三万套微型泵阀的精密铸造项目"]),
        # 到 between two places, a stop's character inside a proper name
        ("酒泉到株洲±800千伏特高压直流输电工程投运。", ["酒泉到株洲±800千伏特高压直流输电工程"]),
        # a part of a line that begins with a place
        ("沪蓉高铁湖北恩施段开始铺轨。", ["沪蓉高铁湖北恩施段"]),
        # what a dash describes
        ("沿江高铁控制性工程――东海公铁大桥全面动工。", ["东海公铁大桥"]),
        # a combination that holds a stop
        ("社区康复与医养结合服务项目累计服务10万人。", ["社区康复与医养结合服务项目"]),
    ],
)
def test_boundaries(text, names):
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全省实施中小企业梯度培育工程。", ["中小企业梯度培育工程"]),
        ("深入实施“蓝海英才”计划。", ["“蓝海英才”计划"]),
        ("要启动老旧市场的提质工程。", ["老旧市场的提质工程"]),
        ("开展工匠带徒东平县老窑复烧行动。", ["工匠带徒东平县老窑复烧行动"]),
        ("实施家庭农场提质、乡镇集市焕新专项行动。", ["家庭农场提质专项行动", "乡镇集市焕新专项行动"]),
        ("省里设立新能源产业发展基金。", ["新能源产业发展基金"]),
        ("推进“东数西算”工程和西电东送。", ["“东数西算”工程", "西电东送"]),
    ],
)
def test_programmes(text, names):
    projects = projects_of(text)
    assert [p.project_name for p in projects] == names
    assert {p.project_type for p in projects} == {"programme"}


@pytest.mark.parametrize(
    "text",
    [
        "全县春季动工26个重大项目。",
        "加快建设一批产业园区。",
        "推进重点项目建设。",
        "建设国家级创新平台。",
        "《东平县氢能产业发展行动方案》印发。",
        "他是东平县研究院院长。",
        "该工程师参与了软件工程教育。",
        "东平县是全国重要的粮食生产基地。",
        "部队对无人机基地实施空袭行动。",
        "在田径项目比赛中夺得金牌。",
        "公安机关开展专项整治行动。",
        "国际货币基金组织发布报告。",
        "公司计划总投资7000万元。",
        "着力打造“四廊两基地”。",
        "各地多家汽车工厂恢复生产。",
        "全县实施招商引资项目。",
        "",
        "项目",
        "”）》项目、工程",
    ],
)
def test_no_projects(text):
    assert names_of(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("西昌高铁是革命老区的首条高铁，预计明年建成投运。", ["西昌高铁"]),
        ("阜宁铁路全长140公里。", ["阜宁铁路"]),
        ("旅客乘坐西昌高铁出行。", []),
    ],
)
def test_a_line_counts_where_its_building_is_told(text, names):
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("去年公司还设立了进口样机检修中心。", ["进口样机检修中心"]),
        ("国家粮食应急保障基地落户东平县。", ["国家粮食应急保障基地"]),
        ("将与三国共同设立国际海洋人才学院。", ["国际海洋人才学院"]),
        ("统筹推动婚姻服务中心、税务服务中心等“多窗合一”。", []),
        ("着力把各项工程打造成为放心工程、优质工程。", []),
        ("全省加快布局新能源项目建设。", []),
        ("县级以上托育综合服务中心加强建设。", []),
        ("一座座水库、一道道管网建成投用。", []),
    ],
)
def test_descriptions_without_a_proper_name(text, names):
    assert names_of(text) == names


def test_campaigns_and_phases_named_by_quotation_marks():
    assert names_of("今年启动实施“百村提质”“千店焕新”。") == ["“百村提质”", "“千店焕新”"]
    assert names_of("各地实施“法律援边”，加强协作。") == []
    assert names_of("“蓝鲸一号”二期投产。") == ["“蓝鲸一号”二期"]


def test_stems_share_the_head_of_the_last():
    assert names_of("已建成浑江、渤湾、青屿实验室。") == ["浑江实验室", "渤湾实验室", "青屿实验室"]
    text = "加快推进毛乌素、阴山、腾格里三个光伏治沙基地项目建设。"
    assert names_of(text) == [f"{stem}光伏治沙基地项目" for stem in ("毛乌素", "阴山", "腾格里")]
    assert names_of("在50米、400米、800米三个项目上展开争夺。") == []


def test_spans_cut_the_name():
    text = "据介绍，东平县氢能装备产业园开工。东平县氢能装备产业园位于河口镇。"
    (project,) = projects_of(text)
    assert [text[start:end] for start, end in project.mentions] == ["东平县氢能装备产业园"] * 2
    assert project.fullest == 0


def test_a_list_shares_its_head():
    text = "眼下正加快推进盐穴储气、6万吨特种玻璃等项目建设。"
    assert names_of(text) == ["盐穴储气项目", "6万吨特种玻璃项目"]


def test_a_counted_list_holds_names():
    text = "东海钟表、远山镜业、新锐阀门三期等5个侨资项目开工。"
    assert names_of(text) == ["东海钟表", "远山镜业", "新锐阀门三期"]


def test_a_list_of_sectors_holds_no_names():
    assert names_of("推进好渔业、家具、新型建材等项目。") == []


def test_a_perhaps_counts_beside_a_sure_one():
    assert names_of("建设国家经开区。") == []
    assert names_of("建设国家经开区、国家油茶大数据中心。") == ["国家经开区", "国家油茶大数据中心"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # classes of facilities, by what they are
        ("新建东平县康复医院。", ["东平县康复医院"]),
        ("要加快建设康复医院、护理院。", []),
        ("加强边境口岸建设。", []),
        ("新建燃煤机组必须同步脱硫。", []),
        ("中西部铁路建设提速。", []),
        # a description of what is named beside it
        ("我国最大燃气电厂投产，东平电厂1号机组并网。", ["东平电厂1号机组"]),
        # treaties, equipment, organisations, parts of a quotation
        ("推进亚太自贸区建设。", []),
        ("建设东平县自贸区。", ["东平县自贸区"]),
        ("完成了空间碎片防护装置安装。", []),
        ("瑞士“山地观察”项目等机构发布报告。", []),
        ("改造成“窑火文化+酒店休闲”的街区。", []),
        ("全村打造成为4A级旅游景区。", []),
        # two programmes that share a launch
        ("实施民艺创新工程和乡匠培育工程。", ["民艺创新工程", "乡匠培育工程"]),
        ("东泰高铁北起东平县石桥站，预计明年建成。", ["东泰高铁"]),
    ],
)
def test_classes_and_descriptions(text, names):
    assert names_of(text) == names
