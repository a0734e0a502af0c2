// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/generation_params.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <array>
#include <limits>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

struct Name
{
    int value;
    const char *name;
};

constexpr std::array kControls = {Name{static_cast<int>(ControlType::OpenPose), "openpose"},
                                  Name{static_cast<int>(ControlType::Depth), "depth"}, Name{static_cast<int>(ControlType::Canny), "canny"},
                                  Name{static_cast<int>(ControlType::Scribble), "scribble"}};
constexpr std::array kMethods = {
    Name{static_cast<int>(CharacterMethod::IpAdapter), "ip_adapter"}, Name{static_cast<int>(CharacterMethod::FaceId), "face_id"},
    Name{static_cast<int>(CharacterMethod::InstantId), "instantid"}, Name{static_cast<int>(CharacterMethod::Reference), "reference"}};
constexpr std::array kLipSyncs = {
    Name{static_cast<int>(LipSyncMethod::WanSpeech), "wan_s2v"}, Name{static_cast<int>(LipSyncMethod::InfiniteTalk), "infinite_talk"},
    Name{static_cast<int>(LipSyncMethod::HuMo), "humo"}, Name{static_cast<int>(LipSyncMethod::LatentSync), "latent_sync"}};

template<size_t Count> QString nameOf(const std::array<Name, Count> &names, int value)
{
    for (const Name &one : names) {
        if (one.value == value)
            return QString::fromLatin1(one.name);
    }
    return {};
}

// Reads the keys of one object: remembers the first problem and which keys were known.
class Reader
{
public:
    Reader(QJsonObject json, QString where) : m_json(std::move(json)), m_where(std::move(where)) {}

    void number(const char *key, double low, double high, const std::function<void(double)> &take)
    {
        const QJsonValue value = known(key);
        if (value.isUndefined() || value.isNull())
            return;
        if (!value.isDouble() || value.toDouble() < low || value.toDouble() > high)
            fail(key, tr("a number from %1 to %2").arg(low).arg(high));
        else
            take(value.toDouble());
    }

    void whole(const char *key, qint64 low, qint64 high, const std::function<void(qint64)> &take)
    {
        const QJsonValue value = known(key);
        if (value.isUndefined() || value.isNull())
            return;
        const double asDouble = value.toDouble(0.5);
        const qint64 number = value.toInteger(std::numeric_limits<qint64>::min());
        if (!value.isDouble() || asDouble != std::floor(asDouble) || number < low || number > high)
            fail(key, tr("a whole number from %1 to %2").arg(low).arg(high));
        else
            take(number);
    }

    void text(const char *key, QString &into)
    {
        const QJsonValue value = known(key);
        if (value.isUndefined() || value.isNull())
            return;
        if (!value.isString() || value.toString().size() > 1000)
            fail(key, tr("a text of at most 1000 characters"));
        else
            into = value.toString();
    }

    void texts(const char *key, int most, QStringList &into)
    {
        const QJsonValue value = known(key);
        if (value.isUndefined() || value.isNull())
            return;
        const QJsonArray list = value.toArray();
        if (!value.isArray() || list.size() > most || !std::ranges::all_of(list, [](const QJsonValue &one) { return one.isString(); })) {
            fail(key, tr("a list of at most %1 texts").arg(most));
            return;
        }
        for (const QJsonValue &one : list)
            into += one.toString();
    }

    // true, or an object with further keys, switches it on; false, null or {"on": false} off.
    std::optional<Reader> part(const char *key)
    {
        const QJsonValue value = known(key);
        if (value.isUndefined() || value.isNull() || value == QJsonValue(false))
            return std::nullopt;
        if (!value.isObject() && value != QJsonValue(true)) {
            fail(key, tr("true, false or an object"));
            return std::nullopt;
        }
        Reader inner(value.toObject(), path(key) + u'.');
        if (inner.known("on") == QJsonValue(false))
            return std::nullopt;
        return inner;
    }

    template<class Enum, size_t Count> void choice(const char *key, const std::array<Name, Count> &names, Enum &into)
    {
        const QJsonValue value = known(key);
        if (value.isUndefined() || value.isNull())
            return;
        QStringList all;
        for (const Name &one : names) {
            all += QString::fromLatin1(one.name);
            if (value.toString() == all.last()) {
                into = static_cast<Enum>(one.value);
                return;
            }
        }
        fail(key, tr("one of %1").arg(all.join(QStringLiteral(", "))));
    }

    void fail(const char *key, const QString &wanted)
    {
        if (!m_problem)
            m_problem = Problem(ProblemCode::InvalidParameter, tr("The parameter \"%1\" must be %2.").arg(path(key), wanted))
                            .withEntity(QStringLiteral("parameter"), path(key));
    }

    QJsonValue known(const char *key)
    {
        m_known += QString::fromLatin1(key);
        return m_json.value(m_known.last());
    }

    // After all keys: the first problem of this part, or the first key that nothing asked for.
    [[nodiscard]] std::optional<Problem> finish() const
    {
        if (m_problem)
            return m_problem;
        for (const QString &key : m_json.keys()) {
            if (!m_known.contains(key))
                return Problem(ProblemCode::InvalidParameter, tr("There is no parameter \"%1\".").arg(m_where + key))
                    .withDetail(m_known.join(QStringLiteral(", ")))
                    .withEntity(QStringLiteral("parameter"), m_where + key);
        }
        return std::nullopt;
    }

    void take(const std::optional<Problem> &inner)
    {
        if (inner && !m_problem)
            m_problem = inner;
    }

private:
    [[nodiscard]] QString path(const char *key) const { return m_where + QString::fromLatin1(key); }

    QJsonObject m_json;
    QString m_where;
    QStringList m_known;
    std::optional<Problem> m_problem;
};

void readLoras(Reader &reader, GenerationParams &params)
{
    const QJsonValue list = reader.known("loras");
    if (list.isUndefined() || list.isNull())
        return;
    if (!list.isArray()) {
        reader.fail("loras", tr("a list"));
        return;
    }
    for (const QJsonValue &value : list.toArray()) {
        Reader one(value.toObject(), QStringLiteral("loras."));
        LoraRef lora;
        one.text("name", lora.name);
        one.number("weight", -4, 4, [&](double weight) { lora.weight = weight; });
        one.number("clip_weight", -4, 4, [&](double weight) { lora.clipWeight = weight; });
        if (lora.name.trimmed().isEmpty())
            one.fail("name", tr("the name of a LoRA"));
        reader.take(one.finish());
        if (lora.name != u"none")
            params.loras.push_back(lora);
    }
}

void readParts(Reader &reader, GenerationParams &params)
{
    if (auto part = reader.part("refiner")) {
        Refiner refiner;
        part->text("model", refiner.model);
        part->number("switch", 0, 1, [&](double at) { refiner.switchPoint = at; });
        reader.take(part->finish());
        params.refiner = refiner;
    }
    if (auto part = reader.part("upscale")) {
        Upscale upscale;
        part->text("model", upscale.model);
        part->number("factor", 1, 4, [&](double factor) { upscale.factor = factor; });
        reader.take(part->finish());
        params.upscale = upscale;
    }
    if (auto part = reader.part("control")) {
        Control control;
        part->choice("type", kControls, control.type);
        part->text("image", control.image);
        part->text("model", control.model);
        part->number("strength", 0, 2, [&](double strength) { control.strength = strength; });
        part->number("start", 0, 1, [&](double at) { control.start = at; });
        part->number("end", 0, 1, [&](double at) { control.end = at; });
        if (control.image.isEmpty())
            part->fail("image", tr("the control picture"));
        if (control.start > control.end)
            part->fail("start", tr("before the end"));
        reader.take(part->finish());
        params.control = control;
    }
    if (auto part = reader.part("character")) {
        CharacterReference character;
        part->choice("method", kMethods, character.method);
        part->texts("images", 50, character.images);
        part->number("weight", 0, 2, [&](double weight) { character.weight = weight; });
        if (character.images.isEmpty())
            part->fail("images", tr("at least one picture"));
        reader.take(part->finish());
        params.character = character;
    }
    if (auto part = reader.part("lip_sync")) {
        LipSync lipSync;
        part->choice("method", kLipSyncs, lipSync.method);
        part->text("audio", lipSync.audio);
        part->text("video", lipSync.video);
        part->number("start", 0, 86'400, [&](double at) { lipSync.start = at; });
        part->number("length", 0, 300, [&](double length) { lipSync.length = length; });
        if (lipSync.audio.isEmpty())
            part->fail("audio", tr("the song or voice to sing"));
        reader.take(part->finish());
        params.lipSync = lipSync;
    }
    if (auto part = reader.part("face_swap")) {
        part->text("face_image", params.faceImage);
        if (params.faceImage.isEmpty())
            part->fail("face_image", tr("the picture of a face"));
        reader.take(part->finish());
    }
}

} // namespace

Result<GenerationParams> paramsFromJson(const QJsonObject &json)
{
    GenerationParams params;
    Reader reader(json, {});
    reader.text("family", params.family);
    reader.text("preset", params.preset);
    reader.text("model", params.model);
    reader.text("model_low", params.modelLow);
    reader.whole("width", 64, 4096, [&](qint64 value) { params.width = static_cast<int>(value); });
    reader.whole("height", 64, 4096, [&](qint64 value) { params.height = static_cast<int>(value); });
    reader.whole("steps", 1, 200, [&](qint64 value) { params.steps = static_cast<int>(value); });
    reader.number("cfg", 0.1, 30, [&](double value) { params.cfg = value; });
    reader.text("sampler", params.sampler);
    reader.text("scheduler", params.scheduler);
    reader.whole("seed", -1, std::numeric_limits<qint64>::max(), [&](qint64 value) {
        if (value >= 0)
            params.seed = value;
    });
    reader.whole("batch_size", 1, 16, [&](qint64 value) { params.batchSize = static_cast<int>(value); });
    reader.whole("clip_skip", 1, 12, [&](qint64 value) { params.clipSkip = static_cast<int>(value); });
    reader.number("denoise", 0, 1, [&](double value) { params.denoise = value; });
    reader.whole("frames", 1, 1000, [&](qint64 value) { params.frames = static_cast<int>(value); });
    reader.number("fps", 1, 120, [&](double value) { params.fps = value; });
    reader.whole("motion_bucket", 1, 255, [&](qint64 value) { params.motionBucket = static_cast<int>(value); });
    reader.number("pag_scale", 0, 10, [&](double value) { params.pagScale = value; });
    reader.text("init_image", params.initImage);
    reader.text("end_image", params.endImage);
    reader.text("mask", params.mask);
    reader.texts("reference_images", 2, params.referenceImages);
    reader.whole("interpolate_fps", 1, 240, [&](qint64 value) { params.interpolateFps = static_cast<int>(value); });
    reader.text("motion_family", params.motionFamily);
    QString workflow; // a graph of one's own in place of these: for those who send, see core/generation/shot_workflow.h
    reader.text("workflow_id", workflow);
    readLoras(reader, params);
    readParts(reader, params);
    if (const auto problem = reader.finish())
        return std::unexpected(*problem);
    return params;
}

QJsonObject toJson(const GenerationParams &params)
{
    QJsonObject json;
    const auto text = [&](const char *key, const QString &value) {
        if (!value.isEmpty())
            json.insert(QLatin1String(key), value);
    };
    const auto set = [&](const char *key, const auto &value) {
        if (value)
            json.insert(QLatin1String(key), *value);
    };
    text("family", params.family);
    text("preset", params.preset);
    text("model", params.model);
    text("model_low", params.modelLow);
    set("width", params.width);
    set("height", params.height);
    set("steps", params.steps);
    set("cfg", params.cfg);
    text("sampler", params.sampler);
    text("scheduler", params.scheduler);
    set("seed", params.seed);
    const GenerationParams plain;
    const auto changed = [&](const char *key, auto member) {
        if (params.*member != plain.*member)
            json.insert(QLatin1String(key), params.*member);
    };
    changed("batch_size", &GenerationParams::batchSize);
    set("clip_skip", params.clipSkip);
    changed("denoise", &GenerationParams::denoise);
    changed("motion_bucket", &GenerationParams::motionBucket);
    changed("pag_scale", &GenerationParams::pagScale);
    set("frames", params.frames);
    set("fps", params.fps);
    set("interpolate_fps", params.interpolateFps);
    text("init_image", params.initImage);
    text("end_image", params.endImage);
    text("mask", params.mask);
    text("motion_family", params.motionFamily);
    if (!params.referenceImages.isEmpty())
        json.insert(QStringLiteral("reference_images"), QJsonArray::fromStringList(params.referenceImages));
    QJsonArray loras;
    for (const LoraRef &lora : params.loras) {
        QJsonObject one{{QStringLiteral("name"), lora.name}, {QStringLiteral("weight"), lora.weight}};
        if (lora.clipWeight)
            one.insert(QStringLiteral("clip_weight"), *lora.clipWeight);
        loras.append(one);
    }
    if (!loras.isEmpty())
        json.insert(QStringLiteral("loras"), loras);
    if (params.refiner)
        json.insert(QStringLiteral("refiner"),
                    QJsonObject{{QStringLiteral("model"), params.refiner->model}, {QStringLiteral("switch"), params.refiner->switchPoint}});
    if (params.upscale)
        json.insert(QStringLiteral("upscale"),
                    QJsonObject{{QStringLiteral("model"), params.upscale->model}, {QStringLiteral("factor"), params.upscale->factor}});
    if (params.control)
        json.insert(QStringLiteral("control"), QJsonObject{{QStringLiteral("type"), controlTypeName(params.control->type)},
                                                           {QStringLiteral("image"), params.control->image},
                                                           {QStringLiteral("model"), params.control->model},
                                                           {QStringLiteral("strength"), params.control->strength},
                                                           {QStringLiteral("start"), params.control->start},
                                                           {QStringLiteral("end"), params.control->end}});
    if (params.character)
        json.insert(QStringLiteral("character"),
                    QJsonObject{{QStringLiteral("method"), nameOf(kMethods, static_cast<int>(params.character->method))},
                                {QStringLiteral("images"), QJsonArray::fromStringList(params.character->images)},
                                {QStringLiteral("weight"), params.character->weight}});
    if (params.lipSync)
        json.insert(QStringLiteral("lip_sync"),
                    QJsonObject{{QStringLiteral("method"), nameOf(kLipSyncs, static_cast<int>(params.lipSync->method))},
                                {QStringLiteral("audio"), params.lipSync->audio},
                                {QStringLiteral("video"), params.lipSync->video},
                                {QStringLiteral("start"), params.lipSync->start},
                                {QStringLiteral("length"), params.lipSync->length}});
    if (!params.faceImage.isEmpty())
        json.insert(QStringLiteral("face_swap"), QJsonObject{{QStringLiteral("face_image"), params.faceImage}});
    return json;
}

} // namespace sc::comfy
