// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/batch_dialog.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/comfy/family.h"
#include "core/comfy/generation_params.h"
#include "core/generation/batch_shots.h"
#include "core/library/shared_items.h"
#include "core/project/project_session.h"
#include "ui/queue/estimate_lanes.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"

#include <QtCore/QStorageInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

using namespace generation;

namespace {

constexpr QSize kWished(1136, 772);
constexpr int kShots = 268;
constexpr int kMeaning = 376;
constexpr int kSoonMs = 120;

QString axisWord(const QString &key)
{
    static const QHash<QString, const char *> words = {
        {QStringLiteral("model"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Model")},
        {QStringLiteral("preset"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Preset")},
        {QStringLiteral("seed"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Seed")},
        {QStringLiteral("cfg"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "CFG")},
        {QStringLiteral("steps"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Steps")},
        {QStringLiteral("lora_weight"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "LoRA weight")},
        {QStringLiteral("sampler"), QT_TRANSLATE_NOOP("sc::ui::BatchDialog", "Sampler")}};
    return BatchDialog::tr(words.value(key, ""));
}

QJsonArray valuesFrom(const QString &text)
{
    QJsonArray values;
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double number = word.trimmed().toDouble(&isNumber);
        if (!word.trimmed().isEmpty())
            values.append(isNumber ? QJsonValue(number) : QJsonValue(word.trimmed()));
    }
    return values;
}

bool hasTake(const timeline::Clip &clip)
{
    return !clip.selectedImage.isEmpty() || !clip.selectedVideo.isEmpty();
}

} // namespace

BatchDialog::BatchDialog(AppContext &context, GenerationFeed &feed, const std::vector<ClipId> &clips, QWidget *parent)
    : QDialog(parent), m_context(context), m_feed(feed), m_draft(std::unexpected(Problem()))
{
    setWindowTitle(tr("Batch"));
    if (auto shared = library::SharedItems::open(feed.service().profile()))
        m_profileItems = std::move(*shared);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(18, 14, 18, 12);
    head->setSpacing(8);
    head->addWidget(new TextLabel(tr("Batch, %1").arg(context.session()->timeline().project.name), TextStyle::Title, Ink::Primary, this));
    m_shotWords = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    head->addWidget(m_shotWords, 1);
    whole->addLayout(head);
    whole->addWidget(new Hairline(this));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    const auto column = [&](int width, int stretch) {
        auto *host = new QWidget(this);
        if (width > 0)
            host->setFixedWidth(width);
        auto *layout = new QVBoxLayout(host);
        layout->setContentsMargins(18, 12, 18, 12);
        layout->setSpacing(8);
        columns->addWidget(host, stretch);
        return layout;
    };
    const bool narrow = parent && parent->width() < 1100;
    buildShots(column(narrow ? 230 : kShots, 0));
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *middle = new QWidget;
    auto *order = new QVBoxLayout(middle);
    order->setContentsMargins(18, 12, 18, 12);
    order->setSpacing(8);
    scroll->setWidget(middle);
    middle->setAutoFillBackground(false); // setWidget() turned it on
    columns->addWidget(scroll, 1);
    buildOrder(order);
    buildMeaning(column(narrow ? 320 : kMeaning, 0));
    whole->addLayout(columns, 1);
    whole->addWidget(new Hairline(this));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(18, 12, 18, 12);
    foot->setSpacing(8);
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Quiet, this);
    m_foot = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    m_foot->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_paused = new PushButton(tr("Create paused"), ControlKind::Default, this);
    m_paused->setIconName(QStringLiteral("pause"));
    m_start = new PushButton({}, ControlKind::Generate, this);
    m_start->setIconName(QStringLiteral("generate"));
    for (PushButton *button : {cancel, m_paused, m_start})
        button->setAutoDefault(false);
    foot->addWidget(cancel);
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_paused);
    foot->addWidget(m_start);
    whole->addLayout(foot);
    connect(cancel, &QAbstractButton::clicked, this, &BatchDialog::reject);
    connect(m_paused, &QAbstractButton::clicked, this, [this] { create(false); });
    connect(m_start, &QAbstractButton::clicked, this, [this] { create(true); });
    for (int row = 0; row < m_shots->count(); ++row) {
        QListWidgetItem *item = m_shots->item(row);
        const ClipId id(item->data(Qt::UserRole).toString());
        const bool isOn = clips.empty() ? !item->data(Qt::UserRole + 1).toBool() : std::ranges::find(clips, id) != clips.end();
        item->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
    }
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &BatchDialog::refreshNow);
    connect(m_shots, &QListWidget::itemChanged, this, &BatchDialog::soon);
    const QSize room = parent ? parent->size() - QSize(16, 16) : kWished;
    resize(kWished.boundedTo(room));
    listPresets();
    refreshNow();
    m_changed = false;
}

BatchDialog::~BatchDialog() = default;

void BatchDialog::buildShots(QVBoxLayout *into)
{
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("Shots"), TextStyle::Strong, Ink::Primary, this), 1);
    const auto choice = [&](const QString &text, const std::function<bool(QListWidgetItem *)> &isOn) {
        auto *button = new PushButton(text, ControlKind::Quiet, this);
        button->setAutoDefault(false);
        head->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, isOn] {
            for (int row = 0; row < m_shots->count(); ++row)
                m_shots->item(row)->setCheckState(isOn(m_shots->item(row)) ? Qt::Checked : Qt::Unchecked);
        });
    };
    choice(tr("All"), [](QListWidgetItem *) { return true; });
    choice(tr("Without takes"), [](QListWidgetItem *item) { return !item->data(Qt::UserRole + 1).toBool(); });
    into->addLayout(head);
    m_shots = new QListWidget(this);
    m_shots->setFrameShape(QFrame::NoFrame);
    m_shots->setAccessibleName(tr("Shots"));
    m_shots->viewport()->setAutoFillBackground(false);
    m_shots->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    int number = 0;
    for (const timeline::Clip *clip : timeline::liveClips(m_context.session()->timeline())) {
        auto *item = new QListWidgetItem(QStringLiteral("%1  %2").arg(++number).arg(clip->name), m_shots);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setData(Qt::UserRole, clip->id.text());
        item->setData(Qt::UserRole + 1, hasTake(*clip));
        item->setToolTip(clip->imagePrompt.isEmpty() && clip->videoPrompt.isEmpty() ? tr("no prompt") : clip->imagePrompt);
        item->setSizeHint(QSize(100, 30));
        item->setCheckState(Qt::Unchecked);
    }
    into->addWidget(m_shots, 1);
    into->addWidget(new TextLabel(tr("Prompt"), TextStyle::Caption, Ink::Secondary, this));
    m_promptMode = new Segment({{tr("Own"), {}}, {tr("Shared"), {}}}, this);
    into->addWidget(m_promptMode, 0, Qt::AlignLeft);
    m_shared = new QPlainTextEdit(this);
    m_shared->setAccessibleName(tr("Shared prompt"));
    m_shared->setTabChangesFocus(true);
    m_shared->setFixedHeight(84);
    m_shared->setPlaceholderText(tr("for all of them, in place of their own"));
    m_shared->hide();
    into->addWidget(m_shared);
    connect(m_promptMode, &Segment::currentChanged, this, [this](int mode) {
        m_shared->setVisible(mode == 1);
        soon();
    });
    connect(m_shared, &QPlainTextEdit::textChanged, this, &BatchDialog::soon);
}

void BatchDialog::buildOrder(QVBoxLayout *into)
{
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    m_kind = new Segment({{tr("Image"), {}}, {tr("Video"), {}}}, this);
    m_family = new FieldChoice(tr("Model family"), this);
    m_preset = new FieldChoice(tr("Preset"), this);
    first->addWidget(m_kind);
    first->addWidget(m_family, 1);
    first->addWidget(m_preset, 1);
    into->addLayout(first);
    auto *where = new QHBoxLayout;
    where->addWidget(new TextLabel(tr("Servers"), TextStyle::Caption, Ink::Secondary, this));
    m_server = new FieldChoice(tr("Servers"), this);
    std::vector<FieldChoice::Option> servers = {{tr("automatic: the best for each"), QString()}};
    for (const ServerState &state : m_feed.servers())
        servers.push_back({tr("only %1").arg(state.server.name), state.server.id.text()});
    m_server->setOptions(servers);
    where->addWidget(m_server, 1);
    into->addLayout(where);
    into->addSpacing(6);
    auto *variations = new QHBoxLayout;
    variations->addWidget(new TextLabel(tr("Variations"), TextStyle::Strong, Ink::Primary, this));
    variations->addWidget(new TextLabel(tr("up to three, values with commas"), TextStyle::CaptionLight, Ink::Tertiary, this), 1);
    into->addLayout(variations);
    static const QStringList keys = QStringLiteral("model preset seed cfg steps lora_weight sampler").split(u' ');
    for (int i = 0; i < kMostAxes; ++i) {
        Axis axis;
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new TextLabel(QString::number(i + 1), TextStyle::Strong, Ink::Tertiary, this));
        axis.key = new FieldChoice(tr("What variation %1 changes").arg(i + 1), this);
        std::vector<FieldChoice::Option> options = {{tr("none"), QString()}};
        for (const QString &key : keys)
            options.push_back({axisWord(key), key});
        axis.key->setOptions(options);
        axis.key->setFixedWidth(112);
        axis.values = new QLineEdit(this);
        axis.values->setAccessibleName(tr("Values of variation %1").arg(i + 1));
        axis.values->setEnabled(false);
        axis.factor = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
        axis.factor->setFixedWidth(36);
        row->addWidget(axis.key);
        row->addWidget(axis.values, 1);
        row->addWidget(axis.factor);
        into->addLayout(row);
        connect(axis.key, &FieldChoice::currentChanged, this, [this, i] {
            const Axis &it = m_axes[static_cast<size_t>(i)];
            it.values->setEnabled(!it.key->value().toString().isEmpty());
            const QString key = it.key->value().toString();
            it.values->setPlaceholderText(key == u"preset"    ? QStringLiteral("fast, quality")
                                          : key == u"sampler" ? QStringLiteral("euler, dpmpp_2m")
                                          : key == u"model"   ? tr("names of files")
                                                              : QStringLiteral("5, 7"));
            soon();
        });
        connect(axis.values, &QLineEdit::textChanged, this, &BatchDialog::soon);
        m_axes.push_back(axis);
    }
    auto *card = new Plate(Plate::Level::Card, this);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(12, 9, 12, 9);
    m_sentence = new TextLabel({}, TextStyle::Strong, Ink::Primary, card);
    m_sentence->setWrap(true);
    cardLayout->addWidget(m_sentence);
    into->addWidget(card);
    auto *stillCard = new Plate(Plate::Level::Card, this);
    auto *still = new QVBoxLayout(stillCard);
    still->setContentsMargins(12, 9, 12, 9);
    still->setSpacing(6);
    auto *stillHead = new QHBoxLayout;
    stillHead->addWidget(new TextLabel(tr("Stills first"), TextStyle::Strong, Ink::Primary, stillCard), 1);
    m_stills = new Switch(tr("Stills first"), stillCard);
    stillHead->addWidget(m_stills);
    still->addLayout(stillHead);
    m_stillFamily = new FieldChoice(tr("Family of the stills"), stillCard);
    still->addWidget(m_stillFamily);
    m_stillWords = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, stillCard);
    m_stillWords->setWrap(true);
    still->addWidget(m_stillWords);
    into->addWidget(stillCard);
    auto *seeds = new QHBoxLayout;
    seeds->setSpacing(8);
    seeds->addWidget(new TextLabel(tr("Seeds"), TextStyle::Caption, Ink::Secondary, this));
    m_seeds = new Segment({{tr("Fixed"), {}}, {tr("Per shot"), {}}, {tr("Increment"), {}}}, this);
    m_seeds->setCurrent(1);
    seeds->addWidget(m_seeds);
    m_seed = new QLineEdit(this);
    m_seed->setPlaceholderText(tr("first seed: chosen"));
    m_seed->setAccessibleName(tr("First seed"));
    seeds->addWidget(m_seed, 1);
    into->addLayout(seeds);
    into->addStretch(1);
    listFamilies();
    connect(m_kind, &Segment::currentChanged, this, [this] {
        listFamilies();
        listPresets();
        soon();
    });
    connect(m_family, &FieldChoice::currentChanged, this, [this] {
        listPresets();
        soon();
    });
    connect(m_preset, &FieldChoice::currentChanged, this, &BatchDialog::soon);
    connect(m_server, &FieldChoice::currentChanged, this, &BatchDialog::soon);
    connect(m_stills, &QAbstractButton::toggled, this, &BatchDialog::soon);
    connect(m_stillFamily, &FieldChoice::currentChanged, this, &BatchDialog::soon);
    connect(m_seeds, &Segment::currentChanged, this, &BatchDialog::soon);
    connect(m_seed, &QLineEdit::textChanged, this, &BatchDialog::soon);
}

void BatchDialog::buildMeaning(QVBoxLayout *into)
{
    m_meaningTitle = new TextLabel({}, TextStyle::Strong, Ink::Primary, this);
    into->addWidget(m_meaningTitle);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *host = new QWidget;
    scroll->setWidget(host);
    host->setAutoFillBackground(false); // setWidget() turned it on
    auto *body = new QVBoxLayout(host);
    body->setContentsMargins(0, 0, 4, 0);
    body->setSpacing(8);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(8);
    body->addLayout(m_cards);
    body->addSpacing(4);
    body->addWidget(new TextLabel(tr("Estimate"), TextStyle::Strong, Ink::Primary, host));
    auto *figures = new QHBoxLayout;
    const auto figure = [&](TextLabel *&value, TextLabel *&words, const QString &text) {
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        value = new TextLabel({}, TextStyle::Figure, Ink::Primary, host);
        words = new TextLabel(text, TextStyle::CaptionLight, Ink::Secondary, host);
        column->addWidget(value);
        column->addWidget(words);
        figures->addLayout(column, 1);
    };
    TextLabel *unused = nullptr;
    figure(m_finish, m_finishWords, {});
    figure(m_gpu, unused, tr("of GPU time"));
    figure(m_room, unused, tr("on the disk"));
    body->addLayout(figures);
    m_lanes = new EstimateLanes(host);
    body->addWidget(m_lanes);
    body->addStretch(1);
    into->addWidget(scroll, 1);
}

void BatchDialog::listFamilies()
{
    const bool video = m_kind->current() == 1;
    std::vector<FieldChoice::Option> families;
    std::vector<FieldChoice::Option> stills;
    for (const comfy::ModelFamily &family : comfy::FamilyTable::builtIn().all()) {
        if ((family.makes == comfy::MediaKind::Video) == video)
            families.push_back({family.name, family.id});
        if (family.makes == comfy::MediaKind::Image)
            stills.push_back({family.name, family.id});
    }
    m_family->setOptions(families);
    m_stillFamily->setOptions(stills);
    // The first family that a server has something of.
    for (const FieldChoice::Option &option : families) {
        const bool isThere =
            std::ranges::any_of(m_feed.service().jobs(), [&](const Job &job) { return job.family == option.value.toString(); });
        if (isThere) {
            m_family->setValue(option.value);
            break;
        }
    }
}

void BatchDialog::listPresets()
{
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(m_family->value().toString());
    std::vector<FieldChoice::Option> presets;
    if (family) {
        for (const comfy::FamilyPreset &preset : family->presets) {
            const QString name = preset.name == u"fast" ? tr("Fast") : preset.name == u"quality" ? tr("Quality") : preset.name;
            presets.push_back({tr("%1, %2 x %3, %4 steps").arg(name).arg(preset.width).arg(preset.height).arg(preset.steps), preset.name});
        }
    }
    m_preset->setOptions(presets);
}

std::vector<ClipId> BatchDialog::chosen() const
{
    std::vector<ClipId> clips;
    for (int row = 0; row < m_shots->count(); ++row) {
        if (m_shots->item(row)->checkState() == Qt::Checked)
            clips.emplace_back(m_shots->item(row)->data(Qt::UserRole).toString());
    }
    return clips;
}

BatchSpec BatchDialog::spec() const
{
    BatchSpec spec;
    spec.name = m_context.session()->timeline().project.name;
    spec.kind = m_kind->current() == 1 ? JobKind::Video : JobKind::Image;
    spec.family = m_family->value().toString();
    spec.preset = m_preset->value().toString();
    if (m_promptMode->current() == 1)
        spec.prompt = m_shared->toPlainText();
    for (const Axis &axis : m_axes) {
        const QString key = axis.key->value().toString();
        if (!key.isEmpty())
            spec.axes.push_back({key, valuesFrom(axis.values->text())});
    }
    spec.seeds = static_cast<BatchSeeds>(m_seeds->current());
    bool isNumber = false;
    const qint64 seed = m_seed->text().trimmed().toLongLong(&isNumber);
    if (isNumber)
        spec.seed = seed;
    else if (!m_seed->text().trimmed().isEmpty())
        spec.seed = comfy::seedFromText(m_seed->text().trimmed());
    spec.stillsFirst = m_stills->isChecked() && spec.kind == JobKind::Video;
    spec.stillFamily = m_stillFamily->value().toString();
    spec.skipWithoutPrompt = !m_strict;
    const QString server = m_server->value().toString();
    if (!server.isEmpty())
        spec.servers = {ServerId(server)};
    return spec;
}

void BatchDialog::soon()
{
    m_changed = true;
    m_soon.start();
}

// Frames that shots begin with are cut out of movies only when it is meant.
Result<BatchDraft> BatchDialog::makeDraft(bool cutsFrames)
{
    const BatchSpec order = spec();
    const std::vector<ClipId> clips = chosen();
    if (clips.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Choose at least one shot.")));
    project::ProjectSession &session = *m_context.session();
    SC_TRY_ASSIGN(shots, shotsOf(Studio(&session, m_profileItems.get()), clips, order));
    if (cutsFrames)
        cutStartFrames(session, shots);
    JobsOnTheWay onTheWay;
    for (const Job &job : m_feed.service().jobs()) {
        if (!job.isFinished() && job.bundle == session.bundle() && !job.clip.isEmpty() && !onTheWay.contains(job.clip))
            onTheWay.insert(job.clip, job.id.text());
    }
    return draftBatch(order, shots, targetOf(session), onTheWay);
}

void BatchDialog::refreshNow()
{
    m_soon.stop();
    const BatchSpec order = spec();
    m_draft = makeDraft(false);
    std::vector<PreflightPlace> places;
    for (const ServerState &state : m_feed.servers()) {
        const bool isMeant = order.servers.empty() ? !state.isPractice || m_feed.servers().size() == 1
                                                   : std::ranges::find(order.servers, state.server.id) != order.servers.end();
        if (state.server.active && isMeant)
            places.push_back({state.server, state.nodes});
    }
    m_preflight = m_draft ? generation::preflight(*m_draft, places, m_feed.plan().figures) : Preflight();
    showMeaning();
}

QString BatchDialog::sentence() const
{
    QStringList factors = {tr("%n shot(s)", nullptr, static_cast<int>(chosen().size()))};
    for (const BatchAxis &axis : spec().axes) {
        if (!axis.values.isEmpty())
            factors.append(QStringLiteral("%1 %2").arg(axis.values.size()).arg(axisWord(axis.key).toLower()));
    }
    const int takes = m_draft ? static_cast<int>(m_draft->jobs.size()) - m_preflight.stills : 0;
    return factors.join(QStringLiteral(" x ")) + QStringLiteral(": ") + tr("%n take(s)", nullptr, takes);
}

void BatchDialog::addCard(Ink ink, const QString &title, const QString &text, const QString &button, const std::function<void()> &act)
{
    auto *plate = new Plate(Plate::Level::Card, this);
    auto *layout = new QVBoxLayout(plate);
    layout->setContentsMargins(12, 9, 12, 9);
    layout->setSpacing(4);
    auto *head = new TextLabel(title, TextStyle::Strong, ink, plate);
    head->setWrap(true);
    layout->addWidget(head);
    auto *words = new TextLabel(text, TextStyle::Body, Ink::Secondary, plate);
    words->setWrap(true);
    words->setVisible(!text.isEmpty());
    layout->addWidget(words);
    if (!button.isEmpty()) {
        auto *way = new PushButton(button, ControlKind::Default, plate);
        way->setAutoDefault(false);
        connect(way, &QAbstractButton::clicked, this, act, Qt::QueuedConnection);
        layout->addWidget(way, 0, Qt::AlignLeft);
    }
    m_cards->addWidget(plate);
}

void BatchDialog::showMeaning()
{
    clearLayout(m_cards);
    const BatchSpec order = spec();
    for (size_t i = 0; i < m_axes.size(); ++i) {
        const auto count = valuesFrom(m_axes[i].values->text()).size();
        m_axes[i].factor->setText(m_axes[i].key->value().toString().isEmpty() ? QString() : tr("x %1").arg(count));
    }
    const auto clips = chosen();
    m_shotWords->setText(tr("%n shot(s) chosen", nullptr, static_cast<int>(clips.size())));
    const bool video = order.kind == JobKind::Video;
    m_stills->setEnabled(video);
    m_stillFamily->setVisible(video && m_stills->isChecked());
    m_stillWords->setText(!video ? tr("For videos: a picture of each shot is made first.")
                          : m_stills->isChecked()
                              ? tr("%n picture(s) first; each video waits for its picture and starts from it.", nullptr, m_preflight.stills)
                              : tr("Off: videos start without a picture of their own."));
    int problems = 0;
    if (!m_draft) {
        ++problems;
        addCard(Ink::Danger, m_draft.error().text(), m_draft.error().detail());
    }
    if (!m_preflight.withoutPrompt.isEmpty()) {
        ++problems;
        addCard(Ink::Warning, tr("%n shot(s) have no prompt and are left out", nullptr, static_cast<int>(m_preflight.withoutPrompt.size())),
                m_preflight.withoutPrompt.mid(0, 5).join(QStringLiteral(", ")), tr("Stop here instead"), [this] {
                    m_strict = true;
                    soon();
                });
    } else if (m_strict && !m_draft) {
        addCard(Ink::Info, tr("Shots without a prompt stop it"), {}, tr("Leave them out"), [this] {
            m_strict = false;
            soon();
        });
    }
    if (m_draft && m_preflight.servers.empty()) {
        ++problems;
        addCard(Ink::Warning, tr("No server to run on"), tr("The jobs wait until there is one."));
    }
    for (const LeftOutShot &shot : m_preflight.leftOut) {
        if (m_preflight.withoutPrompt.contains(shot.name) || shot.problems.empty())
            continue;
        ++problems;
        addCard(Ink::Warning, tr("%1 is left out").arg(shot.name), shot.problems.front().text());
    }
    for (const PreflightServer &server : m_preflight.servers) {
        if (server.problems.isEmpty() || server.fits == m_preflight.jobs)
            continue;
        ++problems;
        addCard(Ink::Warning,
                server.fits == 0 ? tr("%1 can take none of it").arg(server.name)
                                 : tr("%1 can take %2 of %3").arg(server.name).arg(server.fits).arg(m_preflight.jobs),
                server.problems.mid(0, 2).join(u' '));
    }
    if (m_preflight.nowhere > 0 && !m_preflight.servers.empty()) {
        ++problems;
        addCard(Ink::Warning, tr("%n job(s) fit on no server as things are", nullptr, m_preflight.nowhere),
                tr("They wait until one can take them."));
    }
    int queued = 0;
    for (const Job &job : m_feed.service().jobs())
        queued += !job.isFinished() && std::ranges::any_of(clips, [&](const ClipId &clip) { return clip.text() == job.clip; }) ? 1 : 0;
    if (queued > 0)
        addCard(Ink::Info, tr("%n job(s) of these shots are in the queue already", nullptr, queued), tr("These takes come on top of it."));
    if (problems == 0 && m_draft)
        addCard(Ink::Success, tr("Everything is there"), tr("Models, nodes and prompts are on the servers."));
    m_meaningTitle->setText(problems > 0 ? tr("Before you start: %1").arg(problems) : tr("Before you start"));
    m_sentence->setText(sentence());
    const int jobs = m_draft ? static_cast<int>(m_draft->jobs.size()) : 0;
    const auto end = m_lanes->show(m_feed, m_draft ? m_draft->jobs : std::vector<Job>());
    m_finish->setText(end ? clockWords(QDateTime::currentDateTime().addMSecs(static_cast<qint64>(*end * 1000))) : QStringLiteral("-"));
    m_finishWords->setText(end ? tr("done, in %1").arg(spanWords(*end)) : tr("cannot be said"));
    m_gpu->setText(jobs > 0 ? shortSpan(m_preflight.workS) : QStringLiteral("-"));
    m_room->setText(jobs > 0 ? humanSize(m_preflight.diskBytes) : QStringLiteral("-"));
    const QStorageInfo disk(m_context.session()->bundle());
    m_room->setInk(disk.isValid() && disk.bytesAvailable() < m_preflight.diskBytes ? Ink::Danger : Ink::Primary);
    m_foot->setText(m_preflight.stills > 0 ? tr("%1 pictures first, then %2 videos").arg(m_preflight.stills).arg(jobs - m_preflight.stills)
                                           : QString());
    m_start->setText(jobs > 0 ? tr("Create %1 and start").arg(jobs) : tr("Create and start"));
    const QString reason = m_draft ? QString() : m_draft.error().text();
    m_start->setDisabledReason(reason);
    m_paused->setDisabledReason(reason);
}

void BatchDialog::create(bool start)
{
    refreshNow();
    if (!m_draft)
        return;
    auto meant = makeDraft(true);
    if (!reported(m_context, meant))
        return;
    m_draft = std::move(meant);
    const BatchSpec order = spec();
    Batch batch;
    batch.name = order.name;
    batch.bundle = m_context.session()->bundle();
    batch.projectName = m_context.session()->timeline().project.name;
    batch.spec = QString::fromUtf8(toCompactJson(toJson(order)));
    GenerationService &service = m_feed.service();
    const auto stored = service.store().addBatch(batch, m_draft->jobs, start);
    if (!reported(m_context, stored))
        return;
    service.refresh();
    Notice notice;
    notice.level = Notice::Level::Success;
    notice.title = tr("%n job(s) queued", nullptr, static_cast<int>(m_draft->jobs.size()));
    notice.text = start ? QString() : tr("They are held until you let them go on.");
    notice.actionLabel = tr("Show queue");
    notice.action = [context = &m_context] { Q_EMIT context->screenRequested(ScreenId::Queue); };
    Q_EMIT m_context.noticeRaised(notice);
    Q_EMIT created(stored->id.text());
    QDialog::accept();
}

// Leaving asks when something was changed.
void BatchDialog::reject()
{
    if (!m_changed)
        return QDialog::reject();
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Batch"), tr("Leave without creating it?"), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *leave = box->addButton(tr("Leave"), QMessageBox::AcceptRole);
    box->addButton(tr("Stay"), QMessageBox::RejectRole);
    connect(leave, &QAbstractButton::clicked, this, [this] { QDialog::reject(); });
    box->open();
}

} // namespace sc::ui
