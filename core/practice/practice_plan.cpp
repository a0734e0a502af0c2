// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_plan.h"

#include "core/base/json.h"
#include "core/comfy/graph.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

namespace sc::practice {

namespace {

using comfy::isLink;

constexpr int kMaxDepth = 200;
constexpr int kMaxSide = 8192;

struct Shape
{
    QSize size;
    int frames = 1;
    double fps = 0;
    bool isValid() const { return !size.isEmpty(); }
};

class Reader
{
public:
    Reader(const QJsonObject &graph, const comfy::ObjectInfo &info, const std::function<QSize(const QString &)> &pictureSize)
        : m_graph(graph), m_info(info), m_pictureSize(pictureSize)
    {
    }

    [[nodiscard]] QString classOf(const QString &id) const
    {
        return m_graph.value(id).toObject().value(QStringLiteral("class_type")).toString();
    }
    [[nodiscard]] QJsonObject inputsOf(const QString &id) const
    {
        return m_graph.value(id).toObject().value(QStringLiteral("inputs")).toObject();
    }
    [[nodiscard]] bool isOutput(const QString &id) const
    {
        const comfy::NodeClass *nodeClass = m_info.find(classOf(id));
        return nodeClass && nodeClass->isOutput;
    }

    // A number that may come out of another node.
    [[nodiscard]] double number(const QString &id, const QString &input, double otherwise, int depth = 0) const
    {
        const QJsonValue value = inputsOf(id).value(input);
        if (isLink(value) && depth < 8) {
            const QString from = value.toArray().at(0).toString();
            return number(from, QStringLiteral("value"), otherwise, depth + 1);
        }
        return value.isDouble() ? value.toDouble() : otherwise;
    }

    [[nodiscard]] QStringList linksOf(const QString &id) const
    {
        QStringList links;
        for (const QJsonValue &value : inputsOf(id))
            if (isLink(value))
                links += value.toArray().at(0).toString();
        return links;
    }

    // All that lies before a node, itself included, in the order of running.
    void order(const QString &id, QStringList &ordered, QSet<QString> &seen, int depth = 0) const
    {
        if (depth > kMaxDepth || seen.contains(id) || !m_graph.contains(id))
            return;
        seen.insert(id);
        for (const QString &before : linksOf(id))
            order(before, ordered, seen, depth + 1);
        ordered += id;
    }

    [[nodiscard]] Shape shapeOf(const QString &id, int depth = 0) const
    {
        if (depth > kMaxDepth || !m_graph.contains(id))
            return {};
        const QJsonObject inputs = inputsOf(id);
        const QString name = classOf(id);
        if (name.startsWith(u"LoadImage"))
            return {.size = m_pictureSize(inputs.value(QStringLiteral("image")).toString()), .frames = 1};
        Shape shape = inner(id, inputs, depth);
        if (inputs.contains(QStringLiteral("width")) && inputs.contains(QStringLiteral("height"))) {
            const QSize own(static_cast<int>(number(id, QStringLiteral("width"), 0)),
                            static_cast<int>(number(id, QStringLiteral("height"), 0)));
            if (!own.isEmpty())
                shape.size = own;
            for (const QString &count : {QStringLiteral("length"), QStringLiteral("batch_size")})
                if (inputs.contains(count))
                    shape.frames = std::max(shape.frames, static_cast<int>(number(id, count, 1)));
        }
        if (inputs.contains(QStringLiteral("scale_by")))
            shape.size *= number(id, QStringLiteral("scale_by"), 1);
        if (name == u"ImageUpscaleWithModel")
            shape.size *= upscaleFactor(inputs.value(QStringLiteral("upscale_model")));
        if (name == u"ImageFromBatch")
            shape.frames = std::max(1, static_cast<int>(number(id, QStringLiteral("length"), 1)));
        if (name == u"RepeatImageBatch" || name == u"RepeatLatentBatch")
            shape.frames *= std::max(1, static_cast<int>(number(id, QStringLiteral("amount"), 1)));
        for (const QString &times : {QStringLiteral("multiplier"), QStringLiteral("factor")})
            if (name.contains(u"Interpolate") || name == u"RIFE VFI")
                if (inputs.contains(times))
                    shape.frames = static_cast<int>((shape.frames - 1) * number(id, times, 1)) + 1;
        for (const QString &rate : {QStringLiteral("fps"), QStringLiteral("frame_rate")})
            if (inputs.contains(rate))
                shape.fps = number(id, rate, 24);
        shape.size = shape.size.boundedTo(QSize(kMaxSide, kMaxSide));
        shape.frames = std::clamp(shape.frames, 1, 10'000);
        return shape;
    }

    // The words that lead to the picture: behind "positive" where a node tells the two apart.
    [[nodiscard]] QString words(const QString &id, QSet<QString> &seen, int depth = 0) const
    {
        if (depth > kMaxDepth || seen.contains(id))
            return {};
        seen.insert(id);
        const QJsonObject inputs = inputsOf(id);
        QStringList found;
        for (const QString &key : {QStringLiteral("prompt"), QStringLiteral("text"), QStringLiteral("t5xxl"), QStringLiteral("clip_l")})
            if (inputs.value(key).isString() && !inputs.value(key).toString().trimmed().isEmpty()) {
                found += inputs.value(key).toString().simplified();
                break;
            }
        const auto follow = [&](const QString &input) {
            if (isLink(inputs.value(input)))
                if (const QString more = words(inputs.value(input).toArray().at(0).toString(), seen, depth + 1);
                    !more.isEmpty() && !found.contains(more))
                    found += more;
        };
        if (inputs.contains(QStringLiteral("positive"))) {
            follow(QStringLiteral("positive"));
        } else {
            for (const QString &input : inputs.keys())
                if (input != u"negative")
                    follow(input);
        }
        return found.join(QStringLiteral(", "));
    }

    [[nodiscard]] QByteArray signatureOf(const QString &id, QHash<QString, QByteArray> &known, int depth = 0) const
    {
        if (depth > kMaxDepth)
            return {};
        if (known.contains(id))
            return known.value(id);
        QCryptographicHash hash(QCryptographicHash::Sha1);
        hash.addData(classOf(id).toUtf8());
        const QJsonObject inputs = inputsOf(id);
        for (auto it = inputs.begin(); it != inputs.end(); ++it) {
            hash.addData(it.key().toUtf8() + '=');
            if (isLink(it.value()))
                hash.addData(signatureOf(it.value().toArray().at(0).toString(), known, depth + 1) +
                             QByteArray::number(it.value().toArray().at(1).toInt()));
            else
                hash.addData(toCompactJson(QJsonArray{it.value()}));
        }
        known.insert(id, hash.result());
        return hash.result();
    }

    [[nodiscard]] const QJsonObject &graph() const { return m_graph; }

private:
    // What a node gets from the one before it that bears a picture.
    [[nodiscard]] Shape inner(const QString &id, const QJsonObject &inputs, int depth) const
    {
        static const QStringList kFirst = {QStringLiteral("images"),  QStringLiteral("image"),        QStringLiteral("samples"),
                                           QStringLiteral("latent"),  QStringLiteral("latent_image"), QStringLiteral("video"),
                                           QStringLiteral("frames"),  QStringLiteral("pixels"),       QStringLiteral("input_image"),
                                           QStringLiteral("samples1")};
        for (const QString &key : kFirst)
            if (isLink(inputs.value(key)))
                if (const Shape shape = shapeOf(inputs.value(key).toArray().at(0).toString(), depth + 1); shape.isValid())
                    return shape;
        for (const QString &before : linksOf(id))
            if (const Shape shape = shapeOf(before, depth + 1); shape.isValid())
                return shape;
        return {};
    }

    [[nodiscard]] int upscaleFactor(const QJsonValue &link) const
    {
        static const QRegularExpression times(QStringLiteral("x(\\d)|(\\d)x"), QRegularExpression::CaseInsensitiveOption);
        const QString name = inputsOf(link.toArray().at(0).toString()).value(QStringLiteral("model_name")).toString();
        const auto match = times.match(name);
        const int factor = (match.captured(1) + match.captured(2)).toInt();
        return factor >= 1 && factor <= 8 ? factor : 4;
    }

    const QJsonObject &m_graph;
    const comfy::ObjectInfo &m_info;
    const std::function<QSize(const QString &)> &m_pictureSize;
};

bool looksLikeModel(const QString &text)
{
    static const QRegularExpression ending(QStringLiteral("\\.(safetensors|sft|ckpt|pt|pth|bin|gguf|onnx)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    return ending.match(text).hasMatch();
}

// Steps that a sampler does by itself; a scheduler's where the sampler has none of its own.
int stepsOf(const Reader &reader, const QString &id)
{
    const QString name = reader.classOf(id);
    const bool samples = name.startsWith(u"KSampler") && name != u"KSamplerSelect";
    if (samples) {
        const double steps = reader.number(id, QStringLiteral("steps"), 20);
        const double from = reader.number(id, QStringLiteral("start_at_step"), 0);
        const double to = std::min(steps, reader.number(id, QStringLiteral("end_at_step"), steps));
        return std::clamp(static_cast<int>(to - from), 1, 10'000);
    }
    if (!name.startsWith(u"SamplerCustom"))
        return 0;
    const QJsonValue sigmas = reader.inputsOf(id).value(QStringLiteral("sigmas"));
    return isLink(sigmas)
               ? std::clamp(static_cast<int>(reader.number(sigmas.toArray().at(0).toString(), QStringLiteral("steps"), 20)), 1, 10'000)
               : 20;
}

void describeFile(const Reader &reader, const QString &id, PlannedOutput &output)
{
    const QString name = reader.classOf(id);
    const QJsonObject inputs = reader.inputsOf(id);
    output.prefix = inputs.value(QStringLiteral("filename_prefix")).toString(QStringLiteral("ComfyUI"));
    output.listKey = QStringLiteral("images");
    if (name == u"SaveVideo" || name == u"SaveWEBM") {
        output.kind = OutputKind::Movie;
        output.suffix = QStringLiteral("mp4");
    } else if (name == u"VHS_VideoCombine") {
        output.kind = OutputKind::Movie;
        output.suffix = QStringLiteral("mp4");
        output.listKey = QStringLiteral("gifs");
    } else if (name.startsWith(u"SaveAudio") || name == u"PreviewAudio") {
        output.kind = OutputKind::Sound;
        output.suffix = QStringLiteral("wav");
        output.listKey = QStringLiteral("audio");
    } else {
        output.kind = OutputKind::Picture;
        output.suffix = QStringLiteral("png");
        output.temporary = name.startsWith(u"Preview");
    }
}

PlannedOutput outputOf(const Reader &reader, const QString &id)
{
    PlannedOutput output;
    output.node = id;
    describeFile(reader, id, output);
    const Shape shape = reader.shapeOf(id);
    if (shape.isValid())
        output.size = shape.size;
    output.frames = shape.frames;
    output.fps = shape.fps > 0 ? shape.fps : 24;
    QStringList before;
    QSet<QString> seen;
    reader.order(id, before, seen);
    for (const QString &node : std::as_const(before)) {
        const QJsonObject inputs = reader.inputsOf(node);
        const QString name = reader.classOf(node);
        output.steps += stepsOf(reader, node);
        for (const QString &key : {QStringLiteral("seed"), QStringLiteral("noise_seed")})
            if (output.seed == 0 && inputs.value(key).isDouble())
                output.seed = inputs.value(key).toInteger();
        if (name == u"LoadImage")
            output.sources += inputs.value(QStringLiteral("image")).toString();
        for (const QString &key : {QStringLiteral("unet_name"), QStringLiteral("ckpt_name")})
            if (output.model.isEmpty() && inputs.value(key).isString())
                output.model = inputs.value(key).toString();
        if (output.model.isEmpty() && name.startsWith(u"FluxPro"))
            output.model = QStringLiteral("flux_pro");
    }
    QSet<QString> visited;
    output.prompt = reader.words(id, visited);
    return output;
}

} // namespace

QStringList Plan::models() const
{
    QStringList all;
    for (const PlannedNode &node : nodes)
        for (const QString &model : node.models)
            if (!all.contains(model))
                all += model;
    return all;
}

Plan planOf(const QJsonObject &graph, const comfy::ObjectInfo &info, const std::function<QSize(const QString &)> &pictureSize)
{
    const Reader reader(graph, info, pictureSize);
    Plan plan;
    QStringList ordered;
    QSet<QString> seen;
    for (const QString &id : graph.keys())
        if (reader.isOutput(id))
            reader.order(id, ordered, seen);
    QHash<QString, QByteArray> signatures;
    for (const QString &id : std::as_const(ordered)) {
        PlannedNode node{.id = id, .className = reader.classOf(id), .steps = stepsOf(reader, id)};
        const Shape shape = node.steps > 0 ? reader.shapeOf(id) : Shape();
        node.work = shape.isValid() ? shape.size.width() * 1e-6 * shape.size.height() * shape.frames : 1;
        for (const QJsonValue &value : reader.inputsOf(id))
            if (value.isString() && looksLikeModel(value.toString()))
                node.models += value.toString();
        node.signature = reader.signatureOf(id, signatures);
        node.isOutput = reader.isOutput(id);
        plan.nodes.push_back(node);
        if (node.isOutput)
            plan.outputs.push_back(outputOf(reader, id));
    }
    return plan;
}

} // namespace sc::practice
